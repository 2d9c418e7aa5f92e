/** A map of many stages scrolls rather than squeeze them. */
const WIDTHS = Array.from({ length: 33 }, (_, index) => index + 8)
  .map((stages) => `table.grid.n${stages}{min-width:${110 + 150 * stages}px}`)
  .join('')

/** The style of each part of the page. */
export const SECTION_STYLE = `

table{border-collapse:collapse;width:100%}
table.grid{table-layout:fixed;margin-top:24px;font-size:14px;line-height:1.35;min-width:1100px}
.grid td:first-child,.grid tbody th{width:104px}
.grid th{font-weight:600;text-align:left;vertical-align:top}
.grid tbody th{padding:14px 12px 14px 0;color:var(--quiet);font-weight:500;position:sticky;left:0;background:var(--bg);z-index:1}
.grid td{padding:12px 12px;vertical-align:top}
.grid tbody tr+tr:not(.river-row)>*{border-top:1px solid var(--hair)}
.grid thead tr:first-child th{padding:0 0 0 12px}
.phase span{display:block;border-top:3px solid var(--c1);padding:5px 0 6px;font-size:13px;color:var(--quiet);font-weight:500}
.phase.during span{border-color:var(--accent)}.phase.after span{border-color:var(--c4)}
th.stage{padding:4px 12px 10px;font-size:17px;line-height:1.2}
th.stage .note{display:block;font-weight:400;font-size:13px;margin-top:2px}
.grid .river-row td{padding:0 0 0 12px}
.river{display:block;width:100%;height:64px}.river .track{opacity:.6}.river .accent{opacity:.9}
.flag{display:inline-flex;align-items:center;gap:5px;margin-top:6px;padding:1px 8px 1px 6px;border-radius:99px;background:var(--bad-soft);color:var(--bad);font-size:12.500px;font-weight:600}
svg.moment{width:15px;height:15px;flex:none;vertical-align:-2px}
.bars{display:grid;gap:9px}
.bars li{display:grid;grid-template-columns:1fr auto;gap:1px 8px;align-items:end}
.bars .name{line-height:1.2}.bars .bar{grid-column:1/-1}.bars .moment{margin-right:4px}
.bars .absent{color:var(--quiet)}.bars .absent .note{grid-column:1/-1;font-size:13px;color:var(--watch)}
.pairs{display:grid;gap:1px}.pairs li{display:flex;align-items:center;gap:2px;min-height:26px}.pairs .fig,.bars .fig,.score .fig{min-height:24px}.pairs .name{flex:1}
.pairs em{font-style:normal;color:var(--bad);font-size:13px}
.score{display:grid;grid-template-columns:1fr auto;gap:1px 8px;margin-bottom:6px}.score .whisker{grid-column:1/-1}.score .name{color:var(--quiet)}
.score .fig{font-weight:600}
.moments{display:grid;gap:6px}.moments li{display:flex;gap:6px;line-height:1.25}.moments svg{margin-top:1px}.moments em{font-style:normal;color:var(--quiet);font-size:13px}
.moment.truth path{stroke:var(--accent)}.moment.truth path:not([fill='#ffffff']){fill:var(--accent)}
.moment.engagement path{stroke:var(--engage)}.moment.engagement path:not([fill='#ffffff']){fill:var(--engage)}
.moment.delight path{stroke:var(--good)}.moment.delight path:not([fill='#ffffff']){fill:var(--good)}
.moment.irritant path{stroke:var(--watch)}.moment.irritant path:not([fill='#ffffff']){fill:var(--watch)}
.moment.breaking_point path{stroke:var(--bad)}.moment.breaking_point path:not([fill='#ffffff']){fill:var(--bad)}
.moment path[fill='#ffffff']{fill:var(--surface)}
.wide .sankey{min-width:980px}
.sankey{display:block;width:100%;height:auto;margin-top:24px}
.sankey text{font-size:13.500px;fill:var(--ink);paint-order:stroke;stroke:var(--bg);stroke-width:3px;stroke-linejoin:round}.sankey .n{fill:var(--quiet)}
.ribbon{opacity:.2}.ribbon.bad{opacity:.28}.ribbon.good{opacity:.28}.ribbon.quiet{opacity:.45}
.box .hit{fill:transparent}.box{border:0}.box:hover text,.box[data-open] text{fill:var(--accent)}.box:focus-visible{outline:none}.box:focus-visible .hit{stroke:var(--accent);stroke-width:2}
details{margin-top:14px}summary{cursor:pointer;color:var(--accent);font-size:15px;width:fit-content}
.as-table summary{font-size:14px;color:var(--quiet)}
.plain{margin-top:18px;font-size:15px}.plain th{font-weight:600;text-align:left;vertical-align:top;padding:10px 20px 10px 0}
.plain thead th{font-weight:500;color:var(--quiet);font-size:13px;padding-bottom:6px;border-bottom:1px solid var(--hair);white-space:nowrap}
.plain td{padding:10px 20px 10px 0;vertical-align:top}.plain tbody tr+tr>*{border-top:1px solid var(--hair)}
.plain .num{text-align:right}.plain td:last-child,.plain th:last-child{padding-right:0}
.gauge{display:grid;grid-template-columns:64px minmax(90px,150px);gap:10px;align-items:center}.gauge.wide{grid-template-columns:70px minmax(140px,420px)}.gauge .fig{justify-self:start}.brk th .flag{margin:0 0 0 8px}
.paths h3{margin-top:40px;display:flex;gap:12px;align-items:baseline;flex-wrap:wrap}
.variants{margin-top:10px}
.variant{display:grid;grid-template-columns:150px 1fr 110px;gap:28px;padding:12px 0;border-top:1px solid var(--hair);align-items:center}.variant .end{text-align:right}
.variant .share .bar{margin:4px 0}
.chips{display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center}
.chip{position:relative;padding:2px 10px;border-radius:6px;background:var(--wash);border:1px solid var(--hair);font-size:14px;line-height:1.4}
.chip.s1{background:var(--surface)}.chip b{font-weight:600;color:var(--accent)}
.chip+.chip::before{content:'';position:absolute;left:-11px;top:50%;width:5px;height:5px;margin-top:-3px;border:solid var(--quiet);border-width:1.500px 1.500px 0 0;transform:rotate(45deg)}
.chip.ghost{background:none;border-style:dashed;color:var(--quiet)}.chip.off{background:var(--bad-soft);border-color:transparent;color:var(--bad);font-weight:600}
.outcomes{margin-top:20px;max-width:760px}.outcomes .stack{height:14px}.outcomes .legend{font-size:15px}
.tag{display:inline-block;padding:1px 9px;border-radius:99px;background:var(--wash);border:1px solid var(--hair);font-size:13px;white-space:nowrap}
.tag.skipped,.tag.wrong_channel{background:var(--bad-soft);border-color:transparent;color:var(--bad)}
.two{display:grid;grid-template-columns:1fr 1fr;gap:48px;margin-top:20px}
.cards{margin-top:8px}.cards li{display:flex;gap:12px;padding:12px 0;border-top:1px solid var(--hair)}.cards svg{width:19px;height:19px;margin-top:3px}.cards b{font-weight:600}
.glossary{margin-top:20px;display:grid;grid-template-columns:repeat(auto-fill,minmax(360px,1fr));gap:20px 48px;font-size:15px}
.glossary dt{font-weight:600}.glossary dd{color:var(--quiet)}.definitions .note{margin-top:20px}
${WIDTHS}
@media (max-width:900px){.two{grid-template-columns:1fr;gap:28px}}
@media (max-width:640px){
.variant{grid-template-columns:1fr;gap:8px}.variant .end{text-align:left}
.glossary{grid-template-columns:1fr}
.part.grid .scroll{margin:0 -20px;padding:0 20px;scroll-snap-type:x mandatory;scroll-padding-left:20px}
table.grid[class]{min-width:0;width:max-content;table-layout:auto;font-size:15px}
.grid td:first-child,.grid tbody th{display:none}
.grid td,.grid th.stage{width:76vw;min-width:76vw;scroll-snap-align:start;padding-left:0;padding-right:20px}
.grid td[colspan],.grid .river-row td{min-width:0;width:auto;padding:0}.grid thead tr:first-child th{padding:0}
.grid td[data-lane]::before{content:attr(data-lane);display:block;color:var(--quiet);font-size:13px;margin-bottom:2px}
th.stage{font-size:21px}
.plain:not(.flows),.plain:not(.flows) tbody{display:block}.plain:not(.flows) thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.plain:not(.flows) tr{display:grid;grid-template-columns:1fr auto;gap:4px 16px;padding:14px 0}.plain:not(.flows) tbody tr+tr{border-top:1px solid var(--hair)}
.plain:not(.flows) td,.plain:not(.flows) tbody th{padding:0;border:0!important}
.plain:not(.flows) th{grid-column:1}.off td:nth-child(2){grid-column:2;grid-row:1;color:var(--quiet)}.off td:nth-child(3){grid-column:1}.off td:nth-child(4){grid-column:2}.off td:nth-child(5){grid-column:1/-1;margin-top:6px}
.dev th{grid-row:1}.dev td:first-child{grid-column:2;grid-row:1}.dev td:nth-child(3),.dev td:nth-child(4){grid-column:1/-1}.dev td:nth-child(5){display:none}
.brk td:nth-child(2){grid-column:1/-1}.brk td:empty{display:none}.brk td:nth-child(3)::before{content:attr(data-word);color:var(--quiet);margin-right:6px}.brk td:nth-child(4){grid-column:1/-1}.brk td:nth-child(4)::before{content:attr(data-word);color:var(--quiet);margin-right:6px}
.gauge,.gauge.wide{grid-template-columns:64px minmax(90px,1fr)}
}
`
