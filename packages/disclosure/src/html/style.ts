/**
 * The page's style: on screens light and dark, wide and narrow; on paper, see `paper.ts`.
 *
 * Faces go by the names official documents use (仿宋, 黑体, 楷体, 小标宋) and what systems call them; nothing is loaded.
 */
import { paperStyle } from "./paper.ts"

const colours = {
  light:
    "--ink:#1f1e1b;--quiet:#66625a;--paper:#fffefb;--ground:#f3f0e8;--line:#cfc9bb;--head:#f0ece1;" +
    "--seal:#a3211d;--link:#1d4f91;--tint:#e6eefa;--here:#ffe58a;--s1:#a3211d;--s2:#2f6690;--s3:#6a7f4f",
  dark:
    "--ink:#e9e6df;--quiet:#a5a096;--paper:#1d1c1a;--ground:#131211;--line:#45423c;--head:#292723;" +
    "--seal:#f0938a;--link:#9cc3ff;--tint:#26334a;--here:#6b5a12;--s1:#e5786f;--s2:#7fb2dc;--s3:#a9c087"
} as const

const faces =
  '--song:"SimSun","Songti SC","STSong","Noto Serif CJK SC","Source Han Serif SC",serif;' +
  '--fangsong:"FangSong_GB2312","仿宋_GB2312","FangSong","仿宋","STFangsong","FangSong SC","Noto Serif CJK SC",serif;' +
  '--hei:"SimHei","黑体","Heiti SC","STHeiti","Noto Sans CJK SC","Source Han Sans SC",sans-serif;' +
  '--kai:"KaiTi_GB2312","楷体_GB2312","KaiTi","楷体","Kaiti SC","STKaiti","Noto Serif CJK SC",serif;' +
  '--title:"FZXiaoBiaoSong-B05S","方正小标宋简体","FZXiaoBiaoSong-B05","STZhongsong","Noto Serif CJK SC",serif;' +
  '--plain:"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif'

const layout = `
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%;scroll-padding:1rem}
body{margin:0;font:17px/1.9 var(--fangsong);overflow-wrap:anywhere}
a{color:var(--link)}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;z-index:9;background:var(--paper);padding:.25rem .75rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.marking{position:sticky;top:0;z-index:4;margin:0;padding:.4rem 1rem;text-align:center;background:var(--seal);
color:var(--paper);font:700 15px/1.5 var(--hei)}
.marking~.page nav{top:2.3rem;height:calc(100vh - 2.3rem)}
.page{display:grid;grid-template-columns:17rem minmax(0,1fr);max-width:90rem;margin:0 auto}
.cover{grid-area:1/2;text-align:center;padding:4rem 2rem 3rem;border-bottom:3px double var(--seal)}
.attachment{font-family:var(--hei);text-align:left;margin:0 0 2rem}
h1{font:400 2.1rem/1.6 var(--title);color:var(--seal);margin:0;text-wrap:balance}
h1 span{display:block}
nav{grid-area:1/1/span 2/auto;position:sticky;top:0;height:100vh;overflow-y:auto;padding:1.5rem 1rem 2rem 1.5rem;
font:14px/1.6 var(--plain);border-right:1px solid var(--line)}
nav h2{font-size:15px;margin:1.5rem 0 .5rem}
nav ul{list-style:none;margin:0;padding:0}
nav li{margin:.3rem 0}
nav .l1{font-weight:700;margin-top:1rem}
nav .l2{padding-left:.75rem}
nav .l3{padding-left:1.5rem}
nav a{color:inherit;text-decoration:none}
nav a:hover{text-decoration:underline;color:var(--link)}
label[for=search]{display:block;font-weight:700}
#search{width:100%;font:inherit;padding:.35rem .6rem;color:inherit;background:var(--paper);
border:1px solid var(--line);border-radius:4px}
#found a{display:block;padding:.2rem 0;border-bottom:1px solid var(--line)}
#found b{font-weight:700;font-variant-numeric:tabular-nums}
main{grid-area:2/2;padding:1rem 2.5rem 4rem;min-width:0;background:var(--paper)}
.hint{font:14px/1.7 var(--plain);color:var(--quiet);margin:1rem 0 2rem}
`

const text = `
.part,.charts{margin:3rem 0 0;padding-top:1rem}
.part>h2,.charts>h2{font:400 1.7rem/1.5 var(--title);color:var(--seal);text-align:center;margin:0 0 1.5rem}
.prose{max-width:46rem;margin:0 auto}
.prose h3{font:400 1.15rem/1.8 var(--hei);margin:1.5rem 0 .25rem;text-indent:2em}
.prose h4{font:400 1.05rem/1.8 var(--kai);margin:.75rem 0 .25rem;text-indent:2em}
.prose p{margin:0;text-indent:2em;text-align:justify;white-space:pre-line}
.lead{font:400 1.05rem/1.8 var(--kai)}
.remarks,.colophon{max-width:46rem;margin:3rem auto 0;font:13px/1.7 var(--plain);color:var(--quiet)}
.colophon{border-top:1px solid var(--line);padding-top:1rem}
.colophon dl,.colophon dd{margin:0}
.colophon div{display:flex;gap:1rem}
.colophon dt{flex:0 0 5em}
.figure{font:inherit;color:inherit;background:none;border:0;padding:0;margin:0;text-align:inherit;text-indent:0;
letter-spacing:inherit;cursor:pointer;unicode-bidi:isolate;font-variant-numeric:tabular-nums;
text-decoration:underline dotted 1px var(--quiet);text-underline-offset:.28em}
.figure:hover{background:var(--tint);color:var(--link)}
.also{background:var(--tint)}
.here,.here:hover{background:var(--here);color:var(--ink);box-shadow:0 0 0 3px var(--here)}
`

const tables = `
.table{margin:3.5rem 0 0}
.title{font:400 1.35rem/1.5 var(--title);text-align:center;margin:0 0 .5rem}
.place{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5rem;margin:0 0 .35rem;
font:14px/1.7 var(--song)}
.note{font:14px/1.7 var(--song);margin:.35rem 0}
.scroll{overflow:auto;max-height:88vh;border:1px solid var(--line);border-width:1px 0 0 1px}
.scroll table{border-collapse:separate;border-spacing:0;min-width:100%;font:14px/1.5 var(--song)}
.scroll th,.scroll td{border:solid var(--line);border-width:0 1px 1px 0;padding:.3rem .55rem;font-weight:400}
.scroll thead{position:sticky;top:0;z-index:1}
.scroll th,.scroll .head{background:var(--head);text-align:center;min-width:3.5em}
.scroll tbody tr:hover td{background:color-mix(in srgb,var(--tint) 45%,transparent)}
.scroll .amount,.scroll .number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.scroll .line,.scroll .code{text-align:center;white-space:nowrap}
.scroll .label,.scroll .text{min-width:9em;white-space:pre-line}
.scroll .code{text-align:left}
.scroll .line{width:3.5em}
.scroll .d1{padding-left:1.55em}
.scroll .d2{padding-left:2.55em}
.scroll .d3{padding-left:3.55em}
.scroll .d4{padding-left:4.55em}
.card .label,.card .text{text-align:left;min-width:4em}
.card .number{text-align:center}
`

const charts = `
.chart{margin:2.5rem auto 0;max-width:52rem;font:14px/1.6 var(--plain)}
figcaption{font:400 1.15rem/1.6 var(--hei);margin-bottom:.75rem}
.chart table{width:100%;border-collapse:collapse}
.chart th{text-align:left;font-weight:400;padding:.5rem 0 0}
.chart td{padding:0}
.bars thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.bars .series{width:5.5em;color:var(--quiet);white-space:nowrap}
.bars .unit{color:var(--quiet);font-size:12px;padding-left:1em}
.chart .amount{text-align:right;white-space:nowrap;padding-left:1em;width:9em;font-variant-numeric:tabular-nums}
.chart svg{display:block;overflow:visible}
.legend svg{display:inline-block}
.legend{margin:0 0 .5rem}
.graph{display:grid;grid-template-columns:4rem minmax(0,1fr);gap:.6rem}
.numbers{max-width:24rem}
.numbers th,.numbers td{border-bottom:1px solid var(--line);padding:.15rem 0}
summary{cursor:pointer;color:var(--link);margin-top:.5rem}
svg text{fill:var(--quiet);font:12px var(--plain)}
.grid{stroke:var(--line)}
rect.s1{fill:var(--s1)}
rect.s2{fill:var(--s2)}
rect.s3{fill:var(--s3)}
.curve line{stroke-width:2.5;stroke-linecap:round}
.curve.s1{stroke:var(--s1);fill:var(--s1)}
.curve.s2{stroke:var(--s2);fill:var(--s2)}
.curve.s3{stroke:var(--s3);fill:var(--s3)}
.curve circle{stroke:var(--paper);stroke-width:1.5}
`

const panel = `
[hidden]{display:none!important}
#panel{position:fixed;inset:0 0 0 auto;width:26rem;max-width:100vw;overflow-y:auto;z-index:5;background:var(--paper);
border-left:1px solid var(--line);box-shadow:-8px 0 30px rgb(0 0 0/.15);padding:0 1.25rem 2rem;
font:14px/1.65 var(--plain)}
#panel .bar{position:sticky;top:0;background:var(--paper);display:flex;align-items:start;gap:1rem;
padding:1rem 0 .5rem;border-bottom:1px solid var(--line);z-index:1}
#panel h2{flex:1;font:700 1.35rem/1.4 var(--plain);margin:0;font-variant-numeric:tabular-nums}
#panel h2:focus{outline:none}
#panel h3{font:700 14px/1.6 var(--plain);margin:1.25rem 0 .25rem;color:var(--seal)}
#panel p,#panel ul{margin:.25rem 0}
#panel ul{padding-left:1.1rem}
#panel button{font:inherit;color:var(--link);background:none;border:1px solid var(--line);border-radius:4px;
padding:.15rem .65rem;cursor:pointer}
#panel button:hover{background:var(--tint)}
#panel #panel-close{font-size:1.35rem;line-height:1.2}
#panel time{white-space:nowrap}
#panel-places ul{list-style:none;padding:0}
#panel-places li button{width:100%;margin:.15rem 0;text-align:left}
#panel [aria-current=true]{background:var(--tint)}
#panel .steps{display:flex;align-items:center;gap:.5rem}
#panel .quiet{color:var(--quiet)}
#panel table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.5}
#panel th,#panel td{text-align:left;vertical-align:top;padding:.3rem .5rem .3rem 0;border-bottom:1px solid var(--line);
font-weight:400}
#panel th{color:var(--quiet)}
#panel .sum{text-align:right;white-space:nowrap;padding-right:0;font-variant-numeric:tabular-nums}
#panel tfoot td{font-weight:700}
#panel small{display:block;color:var(--quiet);font-size:12px}
@media screen and (min-width:1200px){body.open{padding-right:26rem}}
`

const narrow = `
@media screen and (max-width:900px){
.page{display:block}
.cover{padding:2rem 1.25rem}
h1{font-size:1.6rem}
nav{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line);padding:1.25rem}
main{padding:.5rem 1.25rem 3rem}
.scroll,.place,.note{margin-left:-.5rem;margin-right:-.5rem}
.plot .even,.axis .odd{display:none}
.prose p{text-align:start}
.chart .amount{width:8em;padding-left:.5em}
#panel{inset:auto 0 0 0;width:auto;height:62vh;border-left:0;border-top:1px solid var(--line);
box-shadow:0 -8px 30px rgb(0 0 0/.25)}
body.open{padding-bottom:62vh}
html:has(body.open){scroll-padding-bottom:64vh}
}
`

/** The whole style, as it stands in the page. */
export const pageStyle = `
:root{color-scheme:light dark;${colours.light};${faces}}
@media (prefers-color-scheme:dark){:root{${colours.dark}}}
${[layout, text, tables, charts, panel, narrow].map((one) => one.trim()).join("\n")}
@media print{:root{color-scheme:light;${colours.light};--paper:#fff;--ground:#fff;--ink:#000}}
${paperStyle.trim()}
`
