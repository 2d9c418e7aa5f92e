import { SECTION_STYLE } from './page-style-sections.ts'

const LIGHT =
  '--bg:#faf9f7;--surface:#fff;--ink:#1b2730;--quiet:#56636c;--hair:#e2e0db;--track:#eceae5;--accent:#0f5c73;--soft:#cfe1e7;--wash:#f0f5f6;--good:#2a7a57;--bad:#b53a26;--bad-soft:#f7dfd9;--watch:#8f5407;--engage:#6a4a8c;--c1:#4b8fa5;--c2:#86b3c3;--c3:#b3ccd5;--c4:#c9d3d8;--shadow:0 1px 2px #1b273014,0 8px 28px #1b27301f;color-scheme:light'
const DARK =
  '--bg:#10161a;--surface:#182127;--ink:#e8edf0;--quiet:#a4b1b9;--hair:#2c383f;--track:#26323a;--accent:#7cc3d8;--soft:#21495a;--wash:#1a272e;--good:#7dcda4;--bad:#f0937f;--bad-soft:#4b2821;--watch:#e6b566;--engage:#c3a5e6;--c1:#4f93a8;--c2:#3b7285;--c3:#35596a;--c4:#3a4b55;--shadow:0 1px 2px #0006,0 10px 32px #0009;color-scheme:dark'

/** The style of the page: one accent, tabular figures, room to breathe; nothing in it comes from data. */
export const pageStyle = (typeface: string | undefined): string => `
${typeface ? `@font-face{font-family:'Source Sans 3';font-weight:200 900;src:url(data:font/woff2;base64,${typeface}) format('woff2')}` : ''}
:root{${LIGHT}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
:root[data-theme=dark]{${DARK}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:64px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 'Source Sans 3','Source Sans Pro',system-ui,sans-serif;font-variant-numeric:tabular-nums lining-nums;-webkit-font-smoothing:antialiased}
[hidden]{display:none!important}
.sr,caption.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure{margin:0;padding:0}ul,ol{list-style:none}
a{color:var(--accent)}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
main,footer{max-width:1328px;margin:0 auto;padding:0 32px}
.note{color:var(--quiet);font-size:14px}
.none{color:var(--quiet)}
.skip{position:absolute;left:-999px;top:8px;z-index:9;background:var(--surface);padding:8px 14px;border-radius:6px}.skip:focus{left:16px}
.bar-top{position:sticky;top:0;z-index:5;display:flex;align-items:center;gap:28px;padding:0 32px;height:52px;background:color-mix(in srgb,var(--bg) 92%,transparent);backdrop-filter:blur(8px);border-bottom:1px solid var(--hair)}
.brand{font-weight:700;letter-spacing:.01em;color:var(--accent)}
.bar-top nav{display:flex;gap:22px;overflow-x:auto;flex:1;scrollbar-width:none}
.bar-top nav a{color:var(--quiet);text-decoration:none;font-size:14px;white-space:nowrap;padding:14px 0}.bar-top nav a:hover{color:var(--ink)}
.controls{display:flex;gap:4px;align-items:center}
.controls button{font-size:14px;padding:4px 10px;border-radius:99px;color:var(--quiet)}
.controls button[aria-pressed=true]{background:var(--soft);color:var(--ink);font-weight:600}
.controls svg{width:18px;height:18px;display:block}.controls circle{fill:none;stroke:currentColor;stroke-width:1.5}.controls path{fill:currentColor}
.top{padding:56px 0 36px}
h1{font-size:clamp(30px,4.4vw,50px);line-height:1.08;font-weight:600;letter-spacing:-.015em;text-wrap:balance;max-width:24ch}
.aims{margin-top:16px;display:grid;gap:4px;font-size:19px;color:var(--quiet);max-width:70ch}
.facts{margin-top:28px;display:grid;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));gap:14px 40px;font-size:15px}
.facts dt{color:var(--quiet);font-size:13px}.facts dd{font-weight:500}
h2{font-size:30px;line-height:1.15;font-weight:600;letter-spacing:-.01em}
h3{font-size:17px;font-weight:600;line-height:1.3}
.part{padding:64px 0 0}
.lead{color:var(--quiet);font-size:18px;margin-top:6px;max-width:76ch}
.key{display:grid;grid-template-columns:1.5fr repeat(3,1fr);border-top:1px solid var(--hair);border-bottom:1px solid var(--hair)}
.key.n5{grid-template-columns:1.5fr repeat(4,1fr)}
.kpi{padding:22px 24px 24px}.key .kpi:first-child{padding-left:0}.key .kpi+.kpi{border-left:1px solid var(--hair)}
.kpi h3{font-size:14px;font-weight:500;color:var(--quiet)}
.kpi .note{margin-top:6px}
.fig{border-bottom:1px dotted color-mix(in srgb,var(--quiet) 70%,transparent);line-height:1.25;cursor:help;text-align:left}
.fig:hover,.fig[data-open]{color:var(--accent);border-bottom-color:var(--accent)}
.fig.big{display:block;font-size:42px;font-weight:600;letter-spacing:-.02em;line-height:1.1;margin:4px 0 10px;border-bottom:0;text-decoration:underline dotted 1px color-mix(in srgb,var(--quiet) 60%,transparent);text-underline-offset:7px}
.fig.mid,.mid{font-size:20px;font-weight:600;letter-spacing:-.005em}
.fig.bad{color:var(--bad)}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:14px;color:var(--quiet);margin-top:8px}
.dot{display:inline-block;width:9px;height:9px;border-radius:2px;margin-right:6px;background:var(--accent);flex:none}
.dot.good{background:var(--good)}.dot.bad{background:var(--bad)}.dot.quiet{background:var(--c4)}.dot.c0{background:var(--accent)}.dot.c1{background:var(--c1)}.dot.c2{background:var(--c2)}.dot.c3{background:var(--c3)}.dot.c4{background:var(--c4)}
svg .track{fill:var(--track)}svg .accent,svg .c0{fill:var(--accent)}svg .good{fill:var(--good)}svg .bad{fill:var(--bad)}svg .quiet,svg .c4{fill:var(--c4)}svg .ink{fill:var(--ink)}svg .tick{fill:var(--quiet)}svg .limit{fill:var(--bad)}svg .band{fill:var(--soft)}
svg .c1{fill:var(--c1)}svg .c2{fill:var(--c2)}svg .c3{fill:var(--c3)}svg .soft{opacity:.35}svg .other{fill:var(--c3)}
.bar,.whisker,.bullet,.stack{display:block;width:100%}
.bar{height:5px;border-radius:3px}.whisker{height:11px}.bullet{height:16px;margin:5px 0 3px}.stack{height:10px;border-radius:3px;margin:4px 0}
.short{margin-top:32px;padding:24px 28px;background:var(--wash);border-radius:10px}
.short h2{font-size:15px;color:var(--accent);letter-spacing:0;margin-bottom:8px}
.short ul{display:grid;gap:8px;font-size:18px;line-height:1.45}
.short li{padding-left:18px;position:relative}.short li::before{content:'';position:absolute;left:0;top:.62em;width:6px;height:6px;border-radius:50%;background:var(--accent)}
.short strong{font-weight:600}
.line{display:block}.scroll{position:relative;overflow-x:auto;overscroll-behavior-x:contain}
.explanation{position:fixed;z-index:20;width:max-content;max-width:min(360px,calc(100vw - 16px));padding:14px 16px;background:var(--surface);border:1px solid var(--hair);border-radius:10px;box-shadow:var(--shadow);font-size:14px;line-height:1.4}
.explanation h4{font-size:14px;font-weight:600;margin-bottom:6px}
.explanation dl{display:grid;gap:2px;margin-bottom:8px}.explanation dl div{display:flex;justify-content:space-between;gap:20px}
.explanation dt{color:var(--quiet)}.explanation dd{font-weight:600;text-align:right}
.explanation p{color:var(--quiet);border-top:1px solid var(--hair);padding-top:8px}
footer{margin-top:72px;padding-top:24px;padding-bottom:48px;border-top:1px solid var(--hair);color:var(--quiet);font-size:14px}
${SECTION_STYLE}
@media (max-width:1100px){.key,.key.n5{grid-template-columns:1fr 1fr}.key .kpi:nth-child(odd){border-left:0;padding-left:0}.key .kpi:nth-child(n+3){border-top:1px solid var(--hair)}}
@media (max-width:640px){
main,footer{padding-left:20px;padding-right:20px}
.bar-top{padding:0 20px;gap:14px}.brand,.bar-top nav{display:none}.bar-top{justify-content:flex-end}
.facts{grid-template-columns:1fr 1fr;gap:12px 20px}.top{padding:32px 0 24px}.aims{font-size:17px}.lead{font-size:16px}h2{font-size:25px}.part{padding-top:48px}
.kpi{padding:16px 14px 18px}.fig.big{font-size:32px}
.key .kpi:first-child{grid-column:1/-1}.key .kpi+.kpi{border-top:1px solid var(--hair)}.key .kpi:nth-child(even){border-left:0;padding-left:0}.key .kpi:nth-child(odd):not(:first-child){border-left:1px solid var(--hair);padding-left:14px}
.short{padding:18px 20px;margin-left:-20px;margin-right:-20px;border-radius:0}.short ul{font-size:17px}
.explanation{left:0;right:0;bottom:0;top:auto;width:auto;max-width:none;border-radius:14px 14px 0 0;padding:18px 20px 24px;font-size:15px}
}
@page{size:A4 landscape;margin:12mm}
@media print{
:root,:root[data-theme=dark],:root:not([data-theme=light]){${LIGHT}}
body{background:#fff;font-size:12px}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.bar-top,.explanation,.skip,.as-table{display:none!important}main,footer{max-width:none;padding:0}
.top{padding-top:0}.part{padding-top:28px}.fig{border-bottom:0;text-decoration:none!important}.scroll{overflow:visible}
.key,.key.n5{grid-template-columns:1.4fr repeat(4,1fr)}.key.n4{grid-template-columns:1.4fr repeat(3,1fr)}.key .kpi,.key .kpi:nth-child(n){padding:12px 14px;border-top:0}.key .kpi:nth-child(n+2){border-left:1px solid var(--hair)}.fig.big{font-size:26px}table.grid[class]{min-width:0;font-size:11px}.grid td,.grid th.stage{padding-left:6px;padding-right:6px}
tr,.variant,.kpi,figure,.short{break-inside:avoid}h2,h3{break-after:avoid}
}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
`
