import { rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { medianOf } from '../statistics/index.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { type Instances, STATUS, wasLived } from './follow.ts'
import type { LivedTransition, LivedVariant } from './lived.ts'

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

/** What touchpoint followed what, off-map events between them set aside; commonest first. */
export const measureTransitions = (
  map: JourneyMap,
  table: JourneyTable,
  instances: Instances,
  note: (from: number, to: number, instance: number) => void = () => {},
): LivedTransition[] => {
  const width = map.touchpoints.length
  const waits: number[][] = []
  const passed = new Uint32Array(width * width)
  const seen = new Int32Array(width * width).fill(-1)
  for (let i = 0; i < instances.count; i++) {
    let [latest, since] = [NONE, 0]
    eachTouch(table, instances, i, (touchpoint, e) => {
      const at = table.at[e] ?? 0
      if (latest !== NONE) {
        const edge = latest * width + touchpoint
        const list = waits[edge]
        if (list) list.push((at - since) / 1000)
        else waits[edge] = [(at - since) / 1000]
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
  const idOf = (touchpoint: number) => map.touchpoints[touchpoint]?.id ?? ''
  return Object.entries(waits)
    .map(([key, list]) => {
      const { value, low, high } = medianOf(Float64Array.from(list))
      return {
        from: idOf(Math.floor(Number(key) / width)),
        to: idOf(Number(key) % width),
        count: list.length,
        instances: passed[Number(key)] ?? 0,
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

/** The distinct paths of touchpoints, commonest first; `top` of them are described, all are counted. */
export const measureVariants = (
  map: JourneyMap,
  table: JourneyTable,
  instances: Instances,
  minN: number,
  top: number,
): { variants: LivedVariant[]; total: number } => {
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
  const variants = [...counts]
    .sort(([a, left], [b, right]) => right.count - left.count || (a < b ? -1 : 1))
    .slice(0, top)
    .map(([key, { count, succeeded, open }]) => ({
      path: [...key].map((code) => map.touchpoints[code.charCodeAt(0)]?.id ?? ''),
      instances: count,
      share: rate(count, instances.count, minN),
      succeeded: rate(succeeded, count, minN),
      open,
    }))
  return { variants, total: counts.size }
}
