import { growing, rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { medianOf } from '../statistics/index.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { type Instances, STATUS, wasLived } from './follow.ts'
import type { LivedTransition, LivedVariant } from './lived.ts'
import { addedCounts, behindEachOther, byName, total } from './sums.ts'

/** Calls back for each touchpoint of an instance, in order. */
export const eachTouch = (
  table: JourneyTable,
  instances: Instances,
  i: number,
  on: (touchpoint: number, event: number) => void,
): void => {
  const end = instances.starts[i + 1] ?? 0
  for (let m = instances.starts[i] ?? 0; m < end; m++) {
    const e = instances.members[m] ?? 0
    const touchpoint = table.touchpoint[e] ?? NONE
    if (touchpoint !== NONE && wasLived(table, instances, i, e)) on(touchpoint, e)
  }
}

/** What touchpoint followed what: by two of their places in the map, the waits between, and how many journeys did so. */
export interface TransitionCounts {
  readonly waits: ReadonlyMap<number, Float64Array>
  readonly passed: Uint32Array
}

/** Counts what touchpoint followed what, off-map events between them set aside. */
export const countTransitions = (
  map: JourneyMap,
  table: JourneyTable,
  instances: Instances,
  note: (from: number, to: number, instance: number) => void = () => {},
): TransitionCounts => {
  const width = map.touchpoints.length
  const waits: (ReturnType<typeof growing> | undefined)[] = []
  const passed = new Uint32Array(width * width)
  const seen = new Int32Array(width * width).fill(-1)
  for (let i = 0; i < instances.count; i++) {
    let [latest, since] = [NONE, 0]
    eachTouch(table, instances, i, (touchpoint, e) => {
      const at = table.at[e] ?? 0
      if (latest !== NONE) {
        const edge = latest * width + touchpoint
        let list = waits[edge]
        if (!list) {
          list = growing()
          waits[edge] = list
        }
        list.push((at - since) / 1000)
        if (seen[edge] !== i) {
          passed[edge] = (passed[edge] ?? 0) + 1
          note(latest, touchpoint, i)
        }
        seen[edge] = i
      }
      latest = touchpoint
      since = at
    })
  }
  return {
    waits: new Map(waits.flatMap((list, edge) => (list ? [[edge, list.values().slice()] as const] : []))),
    passed,
  }
}

/** What touchpoint followed what; commonest first. */
export const transitionsOf = (map: JourneyMap, parts: readonly TransitionCounts[]): LivedTransition[] => {
  const width = map.touchpoints.length
  const passed = addedCounts(parts.map((part) => part.passed))
  const edges = new Set(parts.flatMap(({ waits }) => [...waits.keys()]))
  const idOf = (touchpoint: number) => map.touchpoints[touchpoint]?.id ?? ''
  return [...edges]
    .map((edge) => {
      const list = behindEachOther(parts.flatMap(({ waits }) => waits.get(edge) ?? []))
      const { value, low, high } = medianOf(list)
      return {
        from: idOf(Math.floor(edge / width)),
        to: idOf(edge % width),
        count: list.length,
        instances: passed[edge] ?? 0,
        medianSeconds: value,
        medianLow: low,
        medianHigh: high,
      }
    })
    .sort((a, b) => b.count - a.count || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1))
}

const longest = ({ starts, count }: Instances): number => {
  let most = 0
  for (let i = 0; i < count; i++) most = Math.max(most, (starts[i + 1] ?? 0) - (starts[i] ?? 0))
  return most
}

const PIECE = 4096

/** Codes as a text to count by, in pieces that fit a call's arguments; applied, since spreading walks an iterator. */
const textOf = (codes: Uint16Array): string => {
  if (codes.length <= PIECE) return Reflect.apply(String.fromCharCode, undefined, codes)
  let text = ''
  for (let at = 0; at < codes.length; at += PIECE)
    text += Reflect.apply(String.fromCharCode, undefined, codes.subarray(at, at + PIECE))
  return text
}

/** Of distinct paths, their touchpoints told by the letters of a text: how many lived each, and how they ended. */
export type PathCounts = ReadonlyMap<string, { count: number; succeeded: number; open: number }>

/** Counts the distinct paths of touchpoints of some journeys. */
export const countPaths = (table: JourneyTable, instances: Instances): PathCounts => {
  const counts = new Map<string, { count: number; succeeded: number; open: number }>()
  const path = new Uint16Array(longest(instances))
  for (let i = 0; i < instances.count; i++) {
    let size = 0
    eachTouch(table, instances, i, (touchpoint) => {
      path[size++] = touchpoint
    })
    const key = textOf(path.subarray(0, size))
    const succeeded = instances.status[i] === STATUS.succeeded ? 1 : 0
    const open = instances.status[i] === STATUS.open ? 1 : 0
    const known = counts.get(key)
    if (known) {
      known.count++
      known.succeeded += succeeded
      known.open += open
    } else counts.set(key, { count: 1, succeeded, open })
  }
  return counts
}

/** The distinct paths, commonest first; `top` of them are described, all are counted. */
export const variantsOf = (
  map: JourneyMap,
  parts: readonly PathCounts[],
  minN: number,
  top: number,
): { variants: LivedVariant[]; total: number } => {
  const [only] = parts
  const counts =
    only && parts.length === 1
      ? only
      : byName(parts, (some) => ({
          count: total(some.map(({ count }) => count)),
          succeeded: total(some.map(({ succeeded }) => succeeded)),
          open: total(some.map(({ open }) => open)),
        }))
  let journeys = 0
  for (const { count } of counts.values()) journeys += count
  const variants = [...counts]
    .sort(([a, left], [b, right]) => right.count - left.count || (a < b ? -1 : 1))
    .slice(0, top)
    .map(([key, { count, succeeded, open }]) => ({
      path: [...key].map((code) => map.touchpoints[code.charCodeAt(0)]?.id ?? ''),
      instances: count,
      share: rate(count, journeys, minN),
      // Who is still on the way has not failed.
      succeeded: rate(succeeded, count - open, minN),
      open,
    }))
  return { variants, total: counts.size }
}
