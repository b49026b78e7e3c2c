/**
 * The page on paper: A4, wide tables on pages of their own turned sideways, heads repeated, nothing to press.
 */

export const paperStyle = `
@page{size:A4 portrait;margin:25mm 20mm 22mm;@bottom-center{content:"— " counter(page) " —";font:10.5pt serif}}
@page sideways{size:A4 landscape;margin:18mm 15mm}
@page card{size:A4 landscape;margin:10mm 12mm}
@page front{size:A4 portrait;margin:37mm 26mm 35mm 28mm;@bottom-center{content:none}}
@media print{
html,body{background:none}
body,body.open{font-size:12pt;line-height:1.75;padding:0}
.skip,.hint,#panel,search,.chart details{display:none!important}
.marking{position:fixed;top:0;left:0;right:0;padding:0;background:#fff;color:#000;font:700 9pt/1 var(--hei)}
.page{display:block;max-width:none}
.cover{page:front;border:0;padding:0;break-after:page}
.cover h1{font-size:30pt;margin-top:45mm}
.attachment{font-size:16pt}
.marking~.page nav{height:auto}
nav{position:static;height:auto;overflow:visible;border:0;padding:0;break-after:page;font:12pt/1.7 var(--fangsong)}
nav h2{font:400 20pt/1.6 var(--title);text-align:center;margin:0 0 3mm}
nav li{margin:0;line-height:1.6}
nav .l1{font:400 12pt/1.6 var(--hei);margin-top:2mm}
main{padding:0}
.part,.charts{margin:0;padding:0;break-before:page}
nav+main>.charts,.hint+.part{break-before:auto}
.part>h2,.charts>h2{font-size:20pt;break-after:avoid}
.prose{max-width:none}
.prose h3,.prose h4,.lead{break-after:avoid}
.prose p{orphans:2;widows:2}
.chart{max-width:none;break-inside:avoid;margin-top:6mm;font-size:9pt;line-height:1.35}
.chart th{padding-top:1mm}
.figure,.figure:hover,.here,.also{color:inherit;background:none;box-shadow:none;text-decoration:none;outline:0}
.table{margin:0;break-before:page}
.table.wide{page:sideways}
.part>h2+.table{break-before:avoid}
.part:has(>h2+.table.wide)>h2{page:sideways}
.table.card{page:card}
.part:has(>h2+.table.card)>h2,.part:has(>.card:last-child)~:is(.remarks,.colophon){page:card}
.part:has(>h2+.table.card)>h2{font-size:16pt;margin:0}
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
.card .scroll table{font-size:7pt;line-height:1.15}
.card .scroll th,.card .scroll td{padding:.3mm 1mm}
.card .title{font-size:13pt;margin:0}
.card .place{font-size:8pt}
.card .scroll tr{break-inside:auto}
.card .note{font-size:6.5pt;line-height:1.25}
rect,.curve{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.colophon,.remarks{break-inside:avoid;max-width:none;font-size:8pt;margin-top:3mm}
}
`

/** A text as CSS quotes it; no character of it can end the string, or the style element. */
const quoted = (text: string): string =>
  `"${text.replace(/[\p{Cc}"\\<\u2028\u2029]/gu, (one) => `\\${one.codePointAt(0)!.toString(16)} `)}"`

/**
 * The banner of an edition that is not for publication in the upper margin of every page, where it lies over nothing.
 * Browsers that print no text in margins repeat the banner of the screen instead, over the first line: Firefox, Safari
 * and Chromium before 133, which cannot be asked whether it does.
 */
export const markingStyle = (marking: string): string => `
@page{@top-center{content:${quoted(marking)};font:700 9pt sans-serif}}
@supports (width:attr(data-x type(<length>),0px)) and (not (-moz-appearance:none)) and
(not (background:-webkit-named-image(i))){@media print{.marking{display:none}}}
`
