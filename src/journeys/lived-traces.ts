import { type Instant, inParts, roomFor, type SharedWork } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { joinPaths, type NamedPaths } from './aligned-traces.ts'
import type { Ending } from './aligner.ts'
import { traceCode } from './alignment.ts'
import { type JourneyTable, NONE, SIGN } from './cases.ts'
import { type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import { groupPaths, type PathVariants } from './log-variants.ts'
import { isDesignedChannel } from './measure-touchpoints.ts'
import type { Model } from './model.ts'

/**
 * What the design may be held to. The open and the abandoned did as much of it as they did (the abandoned are *broken*, and
 * not charged again for all that they left out); who succeeded went through to the purchase, and to the very end once the
 * window leaves no time for what comes after.
 */
export const endingOf = (
  instances: Pick<Instances, 'status' | 'openedAt'>,
  i: number,
  rules: JourneyRules,
  asOf: Instant,
): Ending => {
  if (instances.status[i] !== STATUS.succeeded) return 'prefix'
  return (instances.openedAt[i] ?? 0) + rules.window < asOf ? 'full' : 'purchase'
}

export const ENDINGS = ['prefix', 'purchase', 'full'] as const

/** What the traces of instances are gathered from, and what they are gathered in. */
interface TraceColumns
  extends Pick<JourneyTable, 'at' | 'touchpoint' | 'channel' | 'signs'>,
    Pick<Instances, 'starts' | 'members' | 'status' | 'openedAt' | 'closedAt'> {
  /** By touchpoint and channel: the code of such an event, -1 where it is no part of the design. */
  readonly coded: Int32Array
  readonly width: number
  readonly rules: JourneyRules
  readonly asOf: Instant
  readonly complete: boolean
  /**
   * Of all instances, in `traceCode`: from `begins` on, up to `ends`; the ending of each and whether it broke stand last.
   */
  readonly lived: Uint32Array
  readonly begins: Uint32Array
  readonly ends: Uint32Array
  /** Events of each instance that no touchpoint of the design foresees. */
  readonly unmapped: Uint32Array
}

const traceRange = (columns: TraceColumns, from: number, to: number): undefined => {
  const { at, touchpoint: touchpoints, channel, signs, starts, members, status, closedAt, coded, width } = columns
  const { lived, begins, ends, unmapped, complete, rules, asOf } = columns
  for (let i = from; i < to; i++) {
    const left = status[i] === STATUS.abandoned
    const end = starts[i + 1] ?? 0
    // Each has room for all its events and its ending, wherever the others end.
    const first = (starts[i] ?? 0) + i
    let [size, unlived] = [first, 0]
    for (let m = starts[i] ?? 0; m < end; m++) {
      const e = members[m] ?? 0
      // Said after having left: no part of what was lived.
      if (left && ((signs[e] ?? 0) & SIGN.survey) !== 0 && (at[e] ?? 0) > (closedAt[i] ?? 0)) {
        unlived++
        continue
      }
      const touchpoint = touchpoints[e] ?? NONE
      if (touchpoint === NONE) continue
      const code = coded[touchpoint * width + (channel[e] ?? 0)] ?? -1
      if (code >= 0) lived[size++] = code
    }
    unmapped[i] = end - (starts[i] ?? 0) - unlived - (size - first)
    const ending = complete ? 'full' : endingOf(columns, i, rules, asOf)
    lived[size++] = ENDINGS.indexOf(ending) * 2 + (left ? 1 : 0)
    begins[i] = first
    ends[i] = size
  }
  return undefined
}

/** Traces of some instances. */
export const traceWork: SharedWork<TraceColumns, undefined> = {
  name: 'traces',
  begin: (columns) => (from, to) => traceRange(columns, from, to),
}

/** Instances that lived the same designed touchpoints on equally designed channels, held to the same ending. */
export interface Traces extends Pick<TraceColumns, 'lived' | 'unmapped'> {
  readonly variants: PathVariants
  /** Where the codes of a variant begin among them, and end. */
  readonly begins: Uint32Array
  readonly ends: Uint32Array
}

export const gatherTraces = (
  map: JourneyMap,
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  model: Model,
  complete: boolean,
): Traces => {
  const coded = Int32Array.from(
    map.touchpoints.flatMap(({ channels }, touchpoint) =>
      table.channels.map((channel) =>
        model.designed[touchpoint] ? traceCode(touchpoint, !isDesignedChannel(channels, channel)) : -1,
      ),
    ),
  )
  const { at, touchpoint, channel, signs } = table
  const { starts, members, status, openedAt, closedAt, count } = instances
  const room = roomFor(members.length)
  const traced = {
    lived: room.uint32(members.length + count),
    begins: room.uint32(count),
    ends: room.uint32(count),
    unmapped: room.uint32(count),
  }
  const read = { at, touchpoint, channel, signs, starts, members, status, openedAt, closedAt }
  const width = table.channels.length
  inParts(traceWork, { ...read, ...traced, coded, width, rules, asOf, complete }, count, members.length)
  const variants = groupPaths({ begins: traced.begins, ends: traced.ends, activity: traced.lived })
  const [begins, ends] = [room.uint32(variants.count), room.uint32(variants.count)]
  for (let variant = 0; variant < variants.count; variant++) {
    const i = variants.first[variant] ?? 0
    begins[variant] = traced.begins[i] ?? 0
    ends[variant] = (traced.ends[i] ?? 1) - 1
  }
  return { variants, lived: traced.lived, unmapped: traced.unmapped, begins, ends }
}

/** Traces of some journeys, and how each of those ended: what they are held to the design by. */
export interface TracedLives {
  readonly traces: Traces
  readonly status: Uint8Array
  /** Events that were looked at. */
  readonly many: number
  /** Where each distinct trace is told with its cost: by which names. */
  readonly named?: NamedPaths
}

/** The codes of each variant, its ending among them, one behind the other. */
const distinct = (parts: readonly Traces[]) => {
  let [codes, count] = [0, 0]
  for (const { begins, ends } of parts)
    for (let variant = 0; variant < begins.length; variant++, count++)
      codes += (ends[variant] ?? 0) - (begins[variant] ?? 0) + 1
  const [lived, begins, ends] = [new Uint32Array(codes), new Uint32Array(count), new Uint32Array(count)]
  let [next, place] = [0, 0]
  for (const part of parts)
    for (let variant = 0; variant < part.begins.length; variant++) {
      const codesOf = part.lived.subarray(part.begins[variant], (part.ends[variant] ?? 0) + 1)
      lived.set(codesOf, place)
      begins[next] = place
      place += codesOf.length
      ends[next++] = place
    }
  return { lived, begins, ends }
}

/** The same, without the memory of what was lived alike. */
export const keptTraces = ({ traces, ...others }: TracedLives): TracedLives => {
  const { lived, begins, ends } = distinct([traces])
  return { traces: { ...traces, lived, begins, ends: ends.map((end) => end - 1) }, ...others }
}

const oneAfterTheOther = <Column extends Uint32Array | Uint8Array>(
  into: Column,
  columns: readonly Column[],
): Column => {
  let size = 0
  for (const column of columns) {
    into.set(column, size)
    size += column.length
  }
  return into
}

/** Traces of parts as those of the whole: what was lived alike in two parts is one variant, in the order of who lived it first. */
export const joinTraces = (parts: readonly TracedLives[]): TracedLives => {
  const [only] = parts
  if (only && parts.length === 1) return only
  const codes = distinct(parts.map(({ traces }) => traces))
  const alike = groupPaths({ begins: codes.begins, ends: codes.ends, activity: codes.lived })
  const journeys = parts.reduce((sum, { status }) => sum + status.length, 0)
  const [of, cases] = [new Uint32Array(journeys), new Uint32Array(alike.count)]
  let [first, next] = [0, 0]
  for (const { traces } of parts) {
    const { variants } = traces
    for (let i = 0; i < variants.of.length; i++) of[next++] = alike.of[first + (variants.of[i] ?? 0)] ?? 0
    for (let variant = 0; variant < variants.count; variant++) {
      const mine = alike.of[first + variant] ?? 0
      cases[mine] = (cases[mine] ?? 0) + (variants.cases[variant] ?? 0)
    }
    first += variants.count
  }
  return {
    traces: {
      variants: { count: alike.count, first: alike.first, cases, of },
      lived: codes.lived,
      begins: alike.first.map((place) => codes.begins[place] ?? 0),
      ends: alike.first.map((place) => (codes.ends[place] ?? 1) - 1),
      unmapped: oneAfterTheOther(
        new Uint32Array(journeys),
        parts.map(({ traces: { unmapped } }) => unmapped),
      ),
    },
    status: oneAfterTheOther(
      new Uint8Array(journeys),
      parts.map(({ status }) => status),
    ),
    many: parts.reduce((sum, { many }) => sum + many, 0),
    ...(only?.named && { named: joinPaths(parts.flatMap(({ named }) => named ?? [])) }),
  }
}
