/**
 * The page on paper: A4, wide tables on pages of their own turned sideways, heads repeated, nothing to press.
 */

export const paperStyle = `
@page{size:A4 portrait;margin:25mm 20mm 22mm;@bottom-center{content:"— " counter(page) " —";font:10.5pt serif}}
@page sideways{size:A4 landscape;margin:18mm 15mm}
@page front{size:A4 portrait;margin:37mm 26mm 35mm 28mm;@bottom-center{content:none}}
@media print{
html,body{background:none}
body,body.open{font-size:12pt;line-height:1.75;padding:0}
.skip,.hint,#panel,search,.chart details{display:none!important}
.page{display:block;max-width:none}
.cover{page:front;border:0;padding:0;break-after:page}
.cover h1{font-size:30pt;margin-top:45mm}
.attachment{font-size:16pt}
nav{position:static;height:auto;overflow:visible;border:0;padding:0;break-after:page;font:12pt/1.7 var(--fangsong)}
nav h2{font:400 20pt/1.6 var(--title);text-align:center;margin:0 0 6mm}
nav li{margin:.5mm 0}
nav .l1{font:400 12pt/1.7 var(--hei);margin-top:3mm}
main{padding:0}
.part,.charts{margin:0;padding:0;break-before:page}
nav+main>.charts,.hint+.part{break-before:auto}
.part>h2,.charts>h2{font-size:20pt;break-after:avoid}
.text{max-width:none}
.text h3,.text h4,.lead{break-after:avoid}
.text p{orphans:2;widows:2}
.chart{max-width:none;break-inside:avoid;margin-top:8mm}
[data-figure],button[data-figure]{border:0;background:none!important;box-shadow:none!important}
.table{margin:0;break-before:page}
.table.wide{page:sideways}
.part>h2+.table{break-before:avoid}
.title{font-size:16pt;margin:0 0 2mm;break-after:avoid}
.place,.note{font-size:9pt;line-height:1.4;margin:0 0 1mm}
.scroll{overflow:visible;max-height:none;border-color:#000}
.scroll table{font-size:9pt;line-height:1.3;width:100%}
.scroll th,.scroll td{border-color:#000;padding:.7mm 1.2mm}
.scroll th,.scroll .head{background:none}
.scroll thead{position:static;display:table-header-group}
.scroll tr{break-inside:avoid}
.scroll th,.scroll .label,.scroll .text{min-width:0}
.long .scroll table{font-size:7.5pt;line-height:1.2}
.long .scroll th,.long .scroll td{padding:.35mm 1mm}
rect,.curve{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.colophon{break-inside:avoid}
}
`
