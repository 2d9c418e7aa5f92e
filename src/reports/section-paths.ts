import { escaped, number } from '../drawings/index.ts'
import type { LivedVariant } from '../journeys/index.ts'
import { rate } from '../kernel/index.ts'
import { bar } from './charts.ts'
import { type FlowNode, type Flows, flowsOf, OTHER, relabelled } from './flows.ts'
import { sankey } from './sankey.ts'
import type { Scribe } from './scribe.ts'
import { section } from './section.ts'
import type { View } from './view.ts'

/** How the stages follow each other, how the touchpoints do, and the commonest paths. */
export const paths = (view: View, s: Scribe): string => {
  const stageRank = new Map(view.stages.map(({ stage }, index) => [stage.id, index]))
  const order = view.stages.flatMap(({ touchpoints }) => touchpoints.map(({ touchpoint }) => touchpoint.id))
  const touchpointRank = new Map(order.map((id, index) => [id, index]))
  const byStage = flowsOf(
    relabelled(view.passages, (id) => view.stageOf(id) ?? id),
    { depth: 7, most: 5, minN: s.minN },
  )
  const byTouchpoint = flowsOf(
    relabelled(view.passages, (id) => id),
    { depth: 5, most: 6, minN: s.minN },
  )
  const stages = figure(byStage, view.stageTitle, (id) => stageRank.get(id) ?? 999, s)
  const touchpoints = figure(byTouchpoint, view.touchpointTitle, (id) => touchpointRank.get(id) ?? 999, s)
  const inside = `${stages}<details><summary>${escaped(s.t('bySteps'))}</summary>${touchpoints}</details>${variants(view, s)}`
  return section(s, 'paths', s.t('pathsTitle'), s.t('pathsLead'), inside)
}

const figure = (flows: Flows, title: (id: string) => string, rankOf: (label: string) => number, s: Scribe): string => {
  const outcomes = { succeeded: s.t('succeededNode'), abandoned: s.t('ended'), open: s.t('stillOpen') }
  const nameOf = (node: FlowNode) =>
    node.outcome ? outcomes[node.outcome] : node.label === OTHER ? s.t('other') : title(node.label)
  const drawn = sankey(flows, { nameOf, rankOf }, s)
  const scroll = `<div class="scroll wide" role="region" tabindex="0" aria-label="${escaped(s.t('pathsTitle'))}">${drawn}</div>`
  return `<figure>${scroll}${asTable(flows, nameOf, s)}</figure>`
}

/** The same flows for those who read tables. */
const asTable = ({ nodes, links }: Flows, nameOf: (node: FlowNode) => string, s: Scribe): string => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const named = (id: string) => {
    const node = byId.get(id)
    return node ? nameOf(node) : ''
  }
  const sorted = [...links].sort(
    (a, b) => (byId.get(a.from)?.step ?? 0) - (byId.get(b.from)?.step ?? 0) || b.size - a.size,
  )
  const rows = sorted.map(
    ({ from, to, size }) =>
      `<tr><td>${(byId.get(from)?.step ?? 0) + 1}</td><td>${escaped(named(from))}</td><td>${escaped(named(to))}</td><td class="num">${escaped(s.people(size))}</td></tr>`,
  )
  const head = [s.t('step'), s.t('path'), s.t('to'), s.t('instances')].map(
    (word) => `<th scope="col">${escaped(word)}</th>`,
  )
  return `<details class="as-table"><summary>${escaped(s.t('tableOf'))}</summary><div class="scroll" role="region" tabindex="0" aria-label="${escaped(s.t('tableOf'))}"><table class="plain flows"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`
}

/** A path whose immediate repetitions are told once, with all who lived it. */
interface Told {
  readonly path: readonly string[]
  readonly instances: number
  readonly succeeded: number
  readonly open: number
}

const toldOnce = (variants: readonly LivedVariant[]): Told[] => {
  const groups = new Map<string, Told>()
  for (const { path, instances, succeeded, open } of variants) {
    const told = path.filter((id, index) => index === 0 || id !== path[index - 1])
    const key = told.join(' ')
    const known = groups.get(key) ?? { path: told, instances: 0, succeeded: 0, open: 0 }
    groups.set(key, {
      ...known,
      instances: known.instances + instances,
      succeeded: known.succeeded + succeeded.num,
      open: known.open + open,
    })
  }
  return [...groups.values()]
}

const variants = (view: View, s: Scribe): string => {
  const all = toldOnce(view.input.lived.variants)
  const shown = all.filter(({ instances }) => instances >= s.minN)
  const top = [...shown].sort((a, b) => b.instances - a.instances).slice(0, 8)
  const working = all
    .filter(({ succeeded }) => succeeded >= Math.max(1, s.minN))
    .sort((a, b) => b.succeeded - a.succeeded)
    .slice(0, 5)
    .filter((variant) => !top.includes(variant))
  const rest = all.length - top.length
  const more = rest > 0 ? `<p class="note">${escaped(`+ ${number(rest, s.language)} ${s.t('andMore')}`)}</p>` : ''
  return [
    list(s.t('variantsTitle'), `${number(all.length, s.language)} ${s.t('variant')}`, top, view, s),
    more,
    working.length ? list(s.t('variantsWorking'), '', working, view, s) : '',
  ].join('')
}

const list = (title: string, note: string, variants: readonly Told[], view: View, s: Scribe): string => {
  const most = Math.max(1, ...variants.map(({ instances }) => instances))
  const items = variants.map((variant) => variantItem(variant, most, view, s))
  return `<h3>${escaped(title)} <span class="note">${escaped(note)}</span></h3><ol class="variants">${items.join('')}</ol>`
}

const variantItem = (variant: Told, most: number, view: View, s: Scribe): string => {
  const stages = view.stages.map(({ stage }) => stage.id)
  const chips = variant.path.map((id) => {
    const index = stages.indexOf(view.stageOf(id) ?? '')
    return `<li class="chip s${index % 2}">${escaped(view.touchpointTitle(id))}</li>`
  })
  const { total } = view.input.lived.instances
  const share = rate(variant.instances, total, s.minN)
  const succeeded = rate(variant.succeeded, variant.instances - variant.open, s.minN)
  const title = `${s.t('path')} · ${s.people(variant.instances)}`
  const volume = s.rateFigure(share, {
    title,
    definition: 'path',
    rows: [[s.t('successRate'), s.rate(succeeded)]],
    label: s.t('share'),
  })
  const success = s.rateFigure(succeeded, {
    title: s.t('successRate'),
    definition: 'successRate',
    label: s.t('successRate'),
  })
  return `<li class="variant"><div class="share"><span class="mid">${escaped(s.people(variant.instances))}</span> <span class="note">${volume}</span>${bar(variant.instances / most)}</div><ol class="chips">${chips.join('')}</ol><div class="note end">${success} ${escaped(s.t('succeeded'))}</div></li>`
}
