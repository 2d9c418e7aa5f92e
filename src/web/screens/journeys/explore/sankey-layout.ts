import type { Flow, FlowNode } from '../../../../explorations/index.ts'

export interface Placed extends FlowNode {
  readonly x: number
  readonly y: number
  readonly height: number
}

export interface Band {
  readonly step: number
  readonly from: string
  readonly to: string
  readonly journeys: number
  /** The outline of the band. */
  readonly d: string
}

export const COLUMN = 190
export const BAR = 12
const GAP = 8
const SMALLEST = 3
/** Two lines of text beside each bar, however low the bar. */
const LABEL = 32

const rank = (label: string): number =>
  label === 'other' || label === '(other)' ? 1 : label.startsWith('end:') || label === '(end)' ? 2 : 0

const bandBetween = (x1: number, y1: number, x2: number, y2: number, thick: number): string => {
  const middle = (x1 + x2) / 2
  const low1 = y1 + thick
  const low2 = y2 + thick
  return `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}L${x2},${low2}C${middle},${low2} ${middle},${low1} ${x1},${low1}Z`
}

/** What is laid: a flow of journeys, or of whatever else is counted by step and label. */
type Laid = Pick<Flow, 'nodes' | 'links' | 'journeys'> & {
  readonly question: Pick<Flow['question'], 'direction'>
}

/** Columns of bars as high as their journeys, and bands between them; read from the right where paths lead to a place. */
export const layFlow = ({ nodes, links, journeys, question }: Laid, height: number, column = COLUMN) => {
  const steps = Math.max(0, ...nodes.map(({ step }) => step)) + 1
  const most = Math.max(
    1,
    ...Array.from({ length: steps }, (_, step) => nodes.filter((node) => node.step === step).length),
  )
  const scale = (height - GAP * (most - 1)) / Math.max(1, journeys)
  const backwards = question.direction === 'to'
  const xOf = (step: number) => (backwards ? steps - 1 - step : step) * column
  const placed = new Map<string, Placed>()
  for (let step = 0; step < steps; step++) {
    let y = 0
    const inOrder = nodes
      .filter((node) => node.step === step)
      .sort((a, b) => rank(a.label) - rank(b.label) || b.journeys - a.journeys)
    for (const node of inOrder) {
      const tall = Math.max(SMALLEST, node.journeys * scale)
      placed.set(`${step} ${node.label}`, { ...node, x: xOf(step), y, height: tall })
      y += Math.max(tall, LABEL) + GAP
    }
  }
  const used = new Map<string, number>()
  const take = (key: string, amount: number): number => {
    const at = used.get(key) ?? 0
    used.set(key, at + amount)
    return at
  }
  const order = (step: number, label: string) => placed.get(`${step} ${label}`)?.y ?? 0
  const bands = [...links]
    .sort(
      (a, b) =>
        a.step - b.step ||
        order(a.step, a.from) - order(b.step, b.from) ||
        order(a.step + 1, a.to) - order(b.step + 1, b.to),
    )
    .flatMap((link): Band[] => {
      const from = placed.get(`${link.step} ${link.from}`)
      const to = placed.get(`${link.step + 1} ${link.to}`)
      if (!from || !to) return []
      const thick = link.journeys * scale
      const y1 = from.y + take(`out ${link.step} ${link.from}`, thick)
      const y2 = to.y + take(`in ${link.step + 1} ${link.to}`, thick)
      const d = backwards
        ? bandBetween(to.x + BAR, y2, from.x, y1, Math.max(1, thick))
        : bandBetween(from.x + BAR, y1, to.x, y2, Math.max(1, thick))
      return [{ ...link, d }]
    })
  const bottom = Math.max(...[...placed.values()].map(({ y, height: tall }) => y + tall), height)
  return { nodes: [...placed.values()], bands, width: steps * column, height: bottom }
}
