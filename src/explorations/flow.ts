import { byName, eachTouch, type Followed, NONE, STATUS, total, wasLived } from '../journeys/index.ts'
import type { FlowQuestion } from './selection.ts'

/** What a path comes to: the three ways in which a journey stands, where it is over before the last step drawn. */
const ENDS = ['open', 'succeeded', 'abandoned'] as const
const OTHER = 'other'

/** A step's label: `t:quote` a touchpoint, `e:Call Received` what is off the map, `end:succeeded`, `other`. */
export interface FlowNode {
  readonly step: number
  readonly label: string
  readonly journeys: number
}

export interface FlowLink {
  /** The step that the link leaves, in the direction of the reading. */
  readonly step: number
  readonly from: string
  readonly to: string
  readonly journeys: number
}

/** Steps of journeys: at every node but those of the last step, what flows in is what flows out. */
export interface Flow {
  readonly question: FlowQuestion
  /** Journeys that have the anchor, hence a path. */
  readonly journeys: number
  readonly nodes: readonly FlowNode[]
  readonly links: readonly FlowLink[]
}

interface Step {
  readonly label: string
  readonly stage: string | undefined
}

/** What one instance lived, repetitions in a row told once. */
const stepsOf = ({ map, table, instances }: Followed, i: number, offMap: boolean): Step[] => {
  const steps: Step[] = []
  const add = (label: string, stage: string | undefined) => {
    if (steps.at(-1)?.label !== label) steps.push({ label, stage })
  }
  if (!offMap) {
    eachTouch(table, instances, i, (touchpoint) => {
      const { id = '', stage } = map.touchpoints[touchpoint] ?? {}
      add(`t:${id}`, stage)
    })
    return steps
  }
  for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
    const e = instances.members[m] ?? 0
    if (!wasLived(table, instances, i, e)) continue
    const touchpoint = table.touchpoint[e] ?? NONE
    if (touchpoint !== NONE) add(`t:${map.touchpoints[touchpoint]?.id ?? ''}`, map.touchpoints[touchpoint]?.stage)
    else if (table.signs[e] === 0) add(`e:${table.activities[table.activity[e] ?? 0] ?? ''}`, undefined)
  }
  return steps
}

/** What a person who abandoned did afterwards, up to the next journey or the as-of instant: nothing of it is the journey's. */
const afterwards = ({ map, table, instances, asOf }: Followed, i: number): string[] => {
  const c = instances.caseOf[i] ?? 0
  let m = (instances.starts[i + 1] ?? 1) - 1
  while (m > (instances.starts[i] ?? 0) && !wasLived(table, instances, i, instances.members[m] ?? 0)) m--
  const last = instances.members[m] ?? 0
  const next = instances.caseOf[i + 1] === c ? (instances.members[instances.starts[i + 1] ?? 0] ?? last) : undefined
  const end = next ?? table.starts[c + 1] ?? 0
  const labels: string[] = []
  for (let e = last + 1; e < end && (table.at[e] ?? 0) <= asOf; e++) {
    const touchpoint = table.touchpoint[e] ?? NONE
    const label =
      touchpoint === NONE
        ? `e:${table.activities[table.activity[e] ?? 0] ?? ''}`
        : `t:${map.touchpoints[touchpoint]?.id ?? ''}`
    if (labels.at(-1) !== label) labels.push(label)
  }
  return labels
}

const anchored = (steps: readonly Step[], { anchor, at, direction }: FlowQuestion): readonly string[] | undefined => {
  const labels = steps.map(({ label }) => label)
  if (anchor === 'start' || anchor === 'end') return direction === 'from' ? labels : labels.toReversed()
  const isAt = ({ label, stage }: Step) => (anchor === 'stage' ? stage === at : label === `t:${at}`)
  const place = direction === 'from' ? steps.findIndex(isAt) : steps.findLastIndex(isAt)
  if (place === -1) return undefined
  return direction === 'from' ? labels.slice(place) : labels.slice(0, place + 1).reverse()
}

/** The path of one instance as it is drawn before labels are gathered under "other"; nothing where it has no anchor. */
const pathOf = (followed: Followed, question: FlowQuestion, i: number): readonly string[] | undefined => {
  const { instances, map } = followed
  const { depth, direction, status, anchor, at, offMap } = question
  const ended = ENDS[instances.status[i] ?? 0] ?? 'open'
  if (status !== undefined && status !== ended) return undefined
  if (anchor === 'drop-off') {
    const stage = map.stages[instances.stage[i] ?? -1]?.id
    if (instances.status[i] !== STATUS.abandoned || (at !== '' && stage !== at)) return undefined
    const before = stepsOf(followed, i, offMap).at(-1)?.label ?? `end:start`
    const path = [before, ...afterwards(followed, i)]
    return path.length < depth ? [...path, 'end:silent'] : path.slice(0, depth)
  }
  const path = anchored(stepsOf(followed, i, offMap), question)
  if (path === undefined || path.length === 0) return undefined
  const whole = anchor === 'end' ? [`end:${ended}`, ...path] : path
  return whole.length < depth ? [...whole, direction === 'from' ? `end:${ended}` : 'end:start'] : whole.slice(0, depth)
}

const count = (counts: Map<string, number>, key: string, more = 1): void =>
  void counts.set(key, (counts.get(key) ?? 0) + more)

const commonestFirst = ([a, many]: [string, number], [b, more]: [string, number]): number =>
  more - many || (a < b ? -1 : 1)

/** Paths before labels are gathered under "other", and how many journeys each is of. */
export type FlowPaths = ReadonlyMap<string, number>

export const countFlow = (followed: Followed, question: FlowQuestion): FlowPaths => {
  const paths = new Map<string, number>()
  for (let i = 0; i < followed.instances.count; i++) {
    const path = pathOf(followed, question, i)
    if (path) count(paths, JSON.stringify(path))
  }
  return paths
}

/** The labels that are shown at each step. */
export type Shown = readonly ReadonlySet<string>[]

const together = (parts: readonly FlowPaths[]): FlowPaths => {
  const [only] = parts
  return only && parts.length === 1 ? only : byName(parts, total)
}

/** The commonest of all parts; ends are shown always. */
export const shownOf = (parts: readonly FlowPaths[], question: FlowQuestion): Shown =>
  shownAmong(together(parts), question)

const shownAmong = (paths: FlowPaths, { depth, perStep }: FlowQuestion): Shown => {
  const counts = Array.from({ length: depth }, () => new Map<string, number>())
  for (const [path, journeys] of paths)
    for (const [step, label] of (JSON.parse(path) as string[]).entries())
      if (!label.startsWith('end:')) count(counts[step] ?? new Map(), label, journeys)
  return counts.map(
    (labels) =>
      new Set(
        [...labels]
          .sort(commonestFirst)
          .slice(0, perStep)
          .map(([label]) => label),
      ),
  )
}

const drawn = (path: readonly string[], shown: Shown): readonly string[] =>
  path.map((label, step) => (label.startsWith('end:') || shown[step]?.has(label) ? label : OTHER))

/** Where journeys go from somewhere, or come from before it; and after people gave up, what they did instead. */
export const tellFlow = (parts: readonly FlowPaths[], question: FlowQuestion): Flow => {
  const [nodes, links] = [new Map<string, number>(), new Map<string, number>()]
  const paths = together(parts)
  const shown = shownAmong(paths, question)
  for (const [text, journeys] of paths) {
    const path = drawn(JSON.parse(text) as string[], shown)
    path.forEach((label, step) => {
      count(nodes, JSON.stringify([step, label]), journeys)
      const to = path[step + 1]
      if (to !== undefined) count(links, JSON.stringify([step, label, to]), journeys)
    })
  }
  return {
    question,
    journeys: total(paths.values()),
    nodes: [...nodes].sort(commonestFirst).map(([key, journeys]) => {
      const [step, label] = JSON.parse(key) as [number, string]
      return { step, label, journeys }
    }),
    links: [...links].sort(commonestFirst).map(([key, journeys]) => {
      const [step, from, to] = JSON.parse(key) as [number, string, string]
      return { step, from, to, journeys }
    }),
  }
}

export const flowOf = (followed: Followed, question: FlowQuestion): Flow =>
  tellFlow([countFlow(followed, question)], question)

/** The instances that pass through a node, or through a link from it. */
export const inFlow = (
  followed: Followed,
  question: FlowQuestion,
  step: number,
  label: string,
  to: string | undefined,
  shown = shownOf([countFlow(followed, question)], question),
): number[] => {
  const found: number[] = []
  for (let i = 0; i < followed.instances.count; i++) {
    const path = drawn(pathOf(followed, question, i) ?? [], shown)
    if (path[step] === label && (to === undefined || path[step + 1] === to)) found.push(i)
  }
  return found
}
