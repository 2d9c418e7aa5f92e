import { hash } from 'node:crypto'
import { USUAL_ZONE } from '../governance/index.ts'
import { orThrow, Refused } from '../kernel/index.ts'
import { CountMapper } from './count-mapper.ts'
import { dayOrder } from './day-order.ts'
import type { Choices, Mapping } from './mapping.ts'
import type { RowReader } from './reader.ts'
import { resolveMapping } from './resolve.ts'
import { resolveCounts } from './resolve-counts.ts'
import { type BlockMapper, type Digest, type MapperPlan, RowMapper } from './row-mapper.ts'
import { follows, type Sample, sample } from './sample.ts'
import { timePattern } from './time-pattern.ts'
import { type DayOrder, TimeReader } from './times.ts'
import { Zone } from './zone.ts'

/** What is known once the sink has opened the import. */
export type Opened = Pick<MapperPlan, 'workspace' | 'source' | 'seqBase' | 'receivedAt'>

/** How a file will be read: decided from its first rows, and (for the order of day and month) from all of them. */
export interface Plan {
  readonly stream: 'events' | 'aggregates'
  readonly ids: 'content' | 'given'
  /** Columns by role; what a person is shown. */
  readonly columns: Readonly<Record<string, string>>
  /** The whole mapping, where the rows are events. */
  readonly mapping: Mapping | undefined
  readonly zone: Zone
  readonly order: DayOrder | undefined
  createMapper(opened: Opened): BlockMapper
}

const ORDERS: Readonly<Record<string, DayOrder>> = { dmy: 'dmy', mdy: 'mdy' }

/** Reads the times of a file's columns as the person says, else as the columns themselves do. */
const planTimes = async (reader: RowReader, columns: readonly string[], choices: Choices) => {
  const zone = new Zone(choices.zone ?? USUAL_ZONE)
  const { dateFormat } = choices
  const named = dateFormat === undefined ? undefined : ORDERS[dateFormat]
  const pattern = dateFormat === undefined || named ? undefined : orThrow(timePattern(dateFormat))
  const order = named ?? (pattern ? undefined : await dayOrder(reader, columns))
  return { zone, order, times: new TimeReader(zone, order, pattern) }
}

const sampled = async (reader: RowReader): Promise<Sample> => {
  const seen = await sample(reader)
  const damage = reader.damage()
  if (damage && seen.cells.size === 0) throw new Refused(damage)
  return seen
}

const present = (names: readonly (string | undefined)[]): string[] => names.filter((name) => name !== undefined)

/** Which columns are what, and how the times are written, for rows that become events. */
export const planEvents = async (reader: RowReader, choices: Choices): Promise<Plan> => {
  const seen = await sampled(reader)
  const guessed = orThrow(resolveMapping(choices, seen.columns, reader.file, reader.neverGuessed))
  const mapping = withoutLoosePerson(guessed, seen)
  const { times, zone, order } = await planTimes(reader, present([mapping.columns.time]), choices)
  return {
    stream: 'events',
    ids: mapping.columns.id === undefined ? 'content' : 'given',
    columns: mapping.columns,
    mapping,
    zone,
    order,
    createMapper: (opened) =>
      new RowMapper({
        ...opened,
        mapping,
        times,
        allowDates: choices.allowDates,
        where: choices.where.map(({ condition }) => condition),
        party: choices.party,
        channels: choices.channels,
        decimalComma: seen.decimalComma,
        untyped: reader.untyped,
        digest: createDigest(),
      }),
  }
}

/** The same for counts without persons (`--aggregate`). */
export const planCounts = async (reader: RowReader, choices: Choices): Promise<Plan> => {
  const seen = await sampled(reader)
  const mapping = orThrow(resolveCounts(choices, seen.columns, reader.file))
  const { from, to } = mapping.columns
  const { times, zone, order } = await planTimes(reader, present([from, to]), choices)
  return {
    stream: 'aggregates',
    ids: 'content',
    columns: mapping.columns,
    mapping: undefined,
    zone,
    order,
    createMapper: ({ workspace, source, receivedAt }) =>
      new CountMapper({
        workspace,
        source,
        receivedAt,
        mapping,
        times,
        where: choices.where.map(({ condition }) => condition),
        digest: createDigest(),
      }),
  }
}

/** A guessed person must be one person for each case of the sample; else the column says something else. */
const withoutLoosePerson = (mapping: Mapping, seen: Sample): Mapping => {
  const { case: one, profile, ...others } = mapping.columns
  if (one === undefined || profile === undefined || !mapping.guessed.has('profile')) return mapping
  if (follows(seen, one, profile)) return mapping
  return { ...mapping, columns: { ...others, case: one } }
}

/** Digests the first bytes of one buffer again and again: its views are made once for each length. */
const createDigest = (): Digest => {
  let buffer: Buffer | undefined
  let views: Buffer[] = []
  return (bytes, length) => {
    if (bytes !== buffer) {
      buffer = bytes
      views = []
    }
    let view = length < 4096 ? views[length] : bytes.subarray(0, length)
    if (view === undefined) {
      view = bytes.subarray(0, length)
      views[length] = view
    }
    return hash('sha256', view, 'hex')
  }
}
