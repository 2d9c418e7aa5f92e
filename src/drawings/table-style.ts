import { ACCENT, ACCENT_SOFT, BAD, FAINT, GOOD, HAIR, INK, PAPER, PHASE_COLOURS, QUIET } from './colours.ts'

/** The style of a map's page. No rule depends on a map's texts, so that its hash vouches for it. */
export const MAP_PAGE_STYLE = (typeface: string | undefined, columns: number, column: number): string => `
${typeface ? `@font-face{font-family:'Source Sans 3';font-weight:200 900;src:url(data:font/woff2;base64,${typeface}) format('woff2')}` : ''}
*{box-sizing:border-box}
body{margin:0;padding:32px;background:${PAPER};color:${INK};font:15px/1.4 'Source Sans 3','Source Sans Pro',system-ui,sans-serif;font-variant-numeric:tabular-nums}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header{display:flex;flex-wrap:wrap;gap:16px 64px;justify-content:space-between;margin-bottom:24px}
.over{margin:0;color:${ACCENT};font-weight:600;font-size:12px;letter-spacing:.04em;text-transform:uppercase}
h1{margin:2px 0 6px;font-size:34px;line-height:1.15;font-weight:600}
header ul{margin:0;padding:0;list-style:none;color:${QUIET}}
dl{margin:8px 0 0}dl div{display:flex;gap:16px}dt{width:80px;color:${QUIET};font-weight:600}dd{margin:0}
.scroll{overflow-x:auto}
table{border-collapse:separate;border-spacing:0;table-layout:fixed;width:${140 + columns * column}px}
col.names{width:140px}col.touchpoint{width:${column}px}
th,td{padding:9px 8px;vertical-align:top;text-align:left;font-weight:400}
th.lane{position:sticky;left:0;z-index:2;background:${PAPER};color:${ACCENT};font-weight:600;padding-left:0}
tbody th,tbody td{border-bottom:1px solid ${HAIR}}
tbody td+td{border-left:1px solid ${FAINT}}
.phase{border-top:4px solid ${HAIR};padding:4px 8px;font-size:12px;font-weight:600;letter-spacing:.04em;text-transform:uppercase}
.phase.before{border-color:${PHASE_COLOURS.before};color:${PHASE_COLOURS.before}}
.phase.during{border-color:${PHASE_COLOURS.during};color:${PHASE_COLOURS.during}}
.phase.after{border-color:${PHASE_COLOURS.after};color:${PHASE_COLOURS.after}}
.stage{color:${PAPER};border-left:3px solid ${PAPER}}
.stage b{display:block;font-size:18px;font-weight:600}
.stage.before{background:${PHASE_COLOURS.before}}.stage.during{background:${PHASE_COLOURS.during}}.stage.after{background:${PHASE_COLOURS.after}}
.card{padding:8px 3px}
.card div{height:100%;padding:7px 9px;border:1px solid #9fb3bc;border-radius:4px}
.card b{display:block;font-weight:600;line-height:1.25}.card span{color:${QUIET};font-size:13px}
.card.optional div{border:1px dashed ${QUIET}}
.card.expected_absent div{border:1.5px dashed ${BAD}}.card.expected_absent span{color:${BAD}}
p{margin:0 0 5px}p:last-child{margin-bottom:0}
.quote{font-style:italic}.quiet{color:${QUIET};font-size:13px}
.with-icon{position:relative;padding-left:22px}
.icon{position:absolute;left:0;top:3px;width:15px;height:15px;fill:none}
.channel .icon{stroke:${ACCENT};stroke-width:1.3;stroke-linecap:round;stroke-linejoin:round}
.moment{font-weight:600;line-height:1.25}
.point{position:relative;padding-left:15px}
.point::before{position:absolute;left:0;font-weight:600}
.plus::before{content:'+' / '';color:${GOOD}}.minus::before{content:'\\2212' / '';color:${BAD}}
.lever{margin-bottom:5px;line-height:1.25}
.lever svg{display:block;width:100%;height:8px}
.track{fill:${FAINT}}.aimed{fill:${ACCENT_SOFT}}.perceived{fill:${ACCENT}}.tick{fill:${INK}}
.field b{color:${QUIET};font-weight:600;margin-right:3px}
.row-emotion td{position:relative;height:112px;border-left:0}
.curve{position:absolute;left:0;top:4px;z-index:1;max-width:none}
footer ul{display:flex;flex-wrap:wrap;gap:8px 24px;margin:20px 0 0;padding:0;list-style:none;color:${QUIET};font-size:13px}
footer li{display:flex;align-items:center;gap:7px}
@media (max-width:600px){body{padding:20px 16px}th.lane{font-size:13px}col.names{width:84px}table{width:${84 + columns * column}px}h1{font-size:26px}}
@page{size:A3 landscape;margin:10mm}
@media print{body{padding:0}.scroll{overflow:visible}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`
