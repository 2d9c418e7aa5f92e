import { escaped } from '../drawings/index.ts'
import { type FlowLink, type FlowNode, type Flows, OTHER } from './flows.ts'
import type { Scribe } from './scribe.ts'

interface Box {
  readonly node: FlowNode
  readonly x: number
  readonly y: number
  readonly height: number
}

const WIDTH = 1200
const HEIGHT = 420
const NODE = 10
const GAP = 16
/** The room on the right for the names of the last column. */
const NAMES = 150

export interface SankeyWords {
  readonly nameOf: (node: FlowNode) => string
  /** The place of a label in the map, so that flows keep the map's order from top to bottom. */
  readonly rankOf: (label: string) => number
}

/** Flows as a Sankey diagram: boxes are focusable and explain themselves; ribbons are decoration between them. */
export const sankey = (flows: Flows, { nameOf, rankOf }: SankeyWords, s: Scribe): string => {
  const boxes = placed(flows, rankOf)
  const byId = new Map(boxes.map((box) => [box.node.id, box]))
  const scale = scaleOf(flows)
  const ribbons = ribbonsOf(flows.links, byId, scale)
  const labels = boxes.map((box) => boxHtml(box, flows, nameOf, byId, s))
  return `<svg class="sankey" viewBox="0 0 ${WIDTH} ${HEIGHT + 20}" role="group" aria-label="${escaped(s.t('pathsTitle'))}">${ribbons}${labels.join('')}</svg>`
}

const columnsOf = ({ nodes, steps }: Flows, rankOf: (label: string) => number): FlowNode[][] => {
  const rank = ({ label, outcome }: FlowNode) =>
    outcome === 'succeeded'
      ? -1
      : outcome === 'open'
        ? 1e6 + 1
        : outcome
          ? 1e6 + 2
          : label === OTHER
            ? 1e6
            : rankOf(label)
  return Array.from({ length: steps }, (_, step) =>
    nodes.filter((node) => node.step === step).sort((a, b) => rank(a) - rank(b) || b.size - a.size),
  )
}

/** Points for each instance: the fullest column fills the height. */
const scaleOf = (flows: Flows): number => {
  const scales = Array.from({ length: flows.steps }, (_, step) => {
    const column = flows.nodes.filter((node) => node.step === step)
    const total = column.reduce((sum, { size }) => sum + size, 0)
    return total === 0 ? Infinity : (HEIGHT - GAP * (column.length - 1)) / total
  })
  return Math.max(0, Math.min(...scales))
}

const placed = (flows: Flows, rankOf: (label: string) => number): Box[] => {
  const scale = scaleOf(flows)
  const stride = flows.steps > 1 ? (WIDTH - NAMES - NODE) / (flows.steps - 1) : 0
  return columnsOf(flows, rankOf).flatMap((column, step) => {
    let y = 10
    return column.map((node): Box => {
      const box = { node, x: step * stride, y, height: Math.max(1, node.size * scale) }
      y += box.height + GAP
      return box
    })
  })
}

const tone = (outcome: FlowNode['outcome']): string =>
  outcome === 'succeeded' ? 'good' : outcome === 'abandoned' ? 'bad' : outcome === 'open' ? 'quiet' : 'accent'

const ribbonsOf = (links: readonly FlowLink[], byId: ReadonlyMap<string, Box>, scale: number): string => {
  const used = { out: new Map<string, number>(), in: new Map<string, number>() }
  const y = (id: string) => byId.get(id)?.y ?? 0
  const take = (side: Map<string, number>, id: string, size: number): number => {
    const before = side.get(id) ?? 0
    side.set(id, before + size * scale)
    return y(id) + before
  }
  const starts = new Map<FlowLink, number>()
  for (const link of [...links].sort((a, b) => y(a.to) - y(b.to)))
    starts.set(link, take(used.out, link.from, link.size))
  return [...links]
    .sort((a, b) => y(a.from) - y(b.from))
    .map((link) => {
      const end = take(used.in, link.to, link.size)
      return ribbon(byId.get(link.from), byId.get(link.to), starts.get(link) ?? 0, end, link, scale)
    })
    .join('')
}

const ribbon = (
  from: Box | undefined,
  to: Box | undefined,
  start: number,
  end: number,
  link: FlowLink,
  scale: number,
): string => {
  if (!from || !to) return ''
  const r = (value: number) => Math.round(value * 10) / 10
  const [x1, x2, thick] = [from.x + NODE, to.x, Math.max(0.6, link.size * scale)]
  const middle = (x1 + x2) / 2
  const d = `M${r(x1)} ${r(start)}C${r(middle)} ${r(start)} ${r(middle)} ${r(end)} ${r(x2)} ${r(end)}v${r(thick)}C${r(middle)} ${r(end + thick)} ${r(middle)} ${r(start + thick)} ${r(x1)} ${r(start + thick)}z`
  return `<path class="ribbon ${tone(link.outcome)}" d="${d}"/>`
}

const boxHtml = (
  box: Box,
  flows: Flows,
  nameOf: SankeyWords['nameOf'],
  byId: ReadonlyMap<string, Box>,
  s: Scribe,
): string => {
  const { node, x, y, height } = box
  const name = nameOf(node)
  const rowsOf = (links: readonly FlowLink[], end: 'from' | 'to', word: 'before' | 'after') =>
    [...links]
      .sort((a, b) => b.size - a.size)
      .slice(0, 4)
      .map((link) => {
        const other = byId.get(link[end])
        return [`${s.t(word)} : ${other ? nameOf(other.node) : ''}`, s.people(link.size)] as const
      })
  const entering = rowsOf(
    flows.links.filter(({ to }) => to === node.id),
    'from',
    'before',
  )
  const leaving = rowsOf(
    flows.links.filter(({ from }) => from === node.id),
    'to',
    'after',
  )
  const key = s.explain({
    title: name,
    definition: 'path',
    rows: [[s.t('instances'), s.people(node.size)], ...entering, ...leaving],
  })
  const room = flows.steps > 1 ? Math.floor(((WIDTH - NAMES) / (flows.steps - 1) - 24) / 6.6) : 40
  const label = height >= 5 || node.outcome ? boxLabel(x + NODE + 6, box, room, name, s.people(node.size)) : ''
  const kind = node.label === OTHER ? 'other' : tone(node.outcome)
  return `<g class="box fig" role="button" tabindex="0" data-k="${key}" aria-label="${escaped(`${name}, ${s.people(node.size)}`)}"><rect class="hit" x="${x - 4}" y="${y - 6}" width="${NODE + 110}" height="${height + 12}"/><rect class="${kind}" x="${x}" y="${y}" width="${NODE}" height="${height}" rx="1.5"/>${label}</g>`
}

/** A name in one or two lines with its number below where the box is tall, else all on one line. */
const boxLabel = (x: number, { y, height }: Box, room: number, name: string, count: string): string => {
  const middle = y + height / 2
  const line = (text: string, at: number, name = '') =>
    `<tspan x="${x}" y="${Math.round(at * 10) / 10}"${name}>${escaped(text)}</tspan>`
  if (height < 34) {
    const short = shortened(name, Math.max(8, room - count.length - 1))
    return `<text><tspan x="${x}" y="${Math.round(middle * 10) / 10 + 4.5}">${escaped(short)} <tspan class="n">${escaped(count)}</tspan></tspan></text>`
  }
  const lines = folded(name, room)
  const top = middle - (lines.length * 16) / 2 + 5
  const words = lines.map((text, index) => line(text, top + index * 16))
  return `<text>${words.join('')}${line(count, top + lines.length * 16, ' class="n"')}</text>`
}

const shortened = (text: string, room: number): string =>
  text.length > room ? `${text.slice(0, room - 1).trimEnd()}…` : text

const folded = (name: string, room: number): string[] => {
  if (name.length <= room) return [name]
  const cut = name.lastIndexOf(' ', room)
  const [first, rest] = cut > 4 ? [name.slice(0, cut), name.slice(cut + 1)] : [name.slice(0, room), name.slice(room)]
  return [first, shortened(rest, room)]
}
