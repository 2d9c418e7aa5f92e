/** Periods by name, counted back from the last data; or one's own, from a day to a day. */
export const PERIOD_NAMES = ['7d', '30d', '90d', 'month', 'last-month', 'quarter', 'year'] as const
export type PeriodName = (typeof PERIOD_NAMES)[number]

/**
 * Which journeys a screen tells of, as its address says it: always whole journeys, and never a person. What is not said
 * leaves nobody out.
 */
export interface Filters {
  readonly period?: PeriodName
  /** Days of a period of one's own, both included. */
  readonly from?: string
  readonly to?: string
  /** Journeys by when they ended rather than by when they were entered. */
  readonly by?: 'ended'
  readonly persona?: string
  /** A set of conditions that has a name. */
  readonly segment?: string
  readonly channel?: string
  /** Conditions, each fulfilled by an event of the person's: `store=lille`. */
  readonly where?: readonly string[]
  readonly source?: string
  /** Beside the period before. */
  readonly compare?: true
}

const DAY = /^\d{4}-\d\d-\d\d$/
const MOST = 8

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && String(value) !== '' && String(value).length <= 200
    ? String(value)
    : undefined

/** Reads the address; what it does not know is left aside. */
export const filtersOf = (search: Readonly<Record<string, unknown>>): Filters => {
  const period = PERIOD_NAMES.find((name) => name === search.period)
  const day = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : undefined)
  const [from, to] = period ? [] : [day(search.from), day(search.to)]
  const [persona, channel, source] = [text(search.persona), text(search.channel), text(search.source)]
  const segment = text(search.segment)
  const where = (Array.isArray(search.where) ? search.where : [search.where]).flatMap((one) => text(one) ?? [])
  return {
    ...(period && { period }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(search.by === 'ended' && { by: 'ended' }),
    ...(persona !== undefined && { persona }),
    ...(segment !== undefined && { segment }),
    ...(channel !== undefined && { channel }),
    ...(where.length > 0 && { where: where.slice(0, MOST) }),
    ...(source !== undefined && { source }),
    ...(search.compare === true && { compare: true }),
  }
}

const dayAfter = (day: string): string => {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

/** Whether the filters leave anybody out. */
export const isFiltered = ({ compare: _, by: __, ...filters }: Filters): boolean => Object.keys(filters).length > 0

/** Whether there is a period before, to compare with. */
export const isComparable = ({ period, from }: Filters): boolean => period !== undefined || from !== undefined

/** The same filters as the api takes them; `before` asks for the period before theirs. */
export const filterQuery = (filters: Filters, before = false): URLSearchParams => {
  const asked = new URLSearchParams()
  const set = (name: string, value: string | undefined) => value !== undefined && asked.set(name, value)
  const { period, from, to, by, persona, segment, channel, source, where = [] } = filters
  set('period', period)
  set('journeysFrom', from)
  set('journeysTo', to && dayAfter(to))
  set('by', by)
  set('persona', persona)
  set('segment', segment)
  set('through', channel)
  set('source', source)
  for (const condition of where) asked.append('who', condition)
  if (before) asked.set('before', 'true')
  return asked
}

/** The names of the filters in an address: what goes when all of them are removed. */
export const FILTER_NAMES = [
  'period',
  'from',
  'to',
  'by',
  'persona',
  'segment',
  'channel',
  'where',
  'source',
  'compare',
] as const
