import { type Followed, NONE, STATUS, total, wasLived } from '../journeys/index.ts'
import { type Instant, iso } from '../kernel/index.ts'
import { type KnownOfAll, membersOf } from './members.ts'
import { type Selection, selectionText } from './selection.ts'

export const PEOPLE_ORDERS = ['entered', 'last', 'seconds', 'stage', 'status', 'interactions'] as const
export type PeopleOrder = (typeof PEOPLE_ORDERS)[number]

/** One journey in a list of people. */
export interface PersonRow {
  /** Who: `person:user:42` or `case:A-17`. Travels in bodies only, never in an address. */
  readonly key: string
  /** Which of the person’s journeys: the place of its first event among theirs. */
  readonly journey: number
  readonly enteredAt: string
  /** The furthest stage reached; `null` before the first touchpoint. */
  readonly stage: string | null
  readonly status: 'open' | 'succeeded' | 'abandoned'
  readonly onTrack: boolean
  /** From entry to success or abandonment; so far where open. */
  readonly seconds: number
  readonly lastAt: string
  /** What was lived last: a touchpoint, or an event that the map does not foresee. */
  readonly lastTouchpoint: string | null
  readonly lastEvent: string
  readonly lastChannel: string
  readonly channels: readonly string[]
  readonly interactions: number
}

export interface PeopleQuestion {
  readonly selection: Selection
  readonly order: PeopleOrder
  readonly descending: boolean
  /** How many rows are before the page. */
  readonly after: number
  readonly limit: number
}

export interface PeoplePage {
  readonly total: number
  readonly items: readonly PersonRow[]
  /** Where the next page begins; `null` after the last one. */
  readonly next: number | null
  /** How many different people (or cases) the whole list is of: someone may have lived several journeys. */
  readonly people: number
}

const STATUS_NAMES = ['open', 'succeeded', 'abandoned'] as const

const lastLived = ({ table, instances }: Followed, i: number): number => {
  let m = (instances.starts[i + 1] ?? 1) - 1
  while (m > (instances.starts[i] ?? 0) && !wasLived(table, instances, i, instances.members[m] ?? 0)) m--
  return instances.members[m] ?? 0
}

const endOf = ({ instances, asOf }: Followed, i: number): Instant =>
  instances.status[i] === STATUS.open ? asOf : (instances.closedAt[i] ?? asOf)

const rank = (followed: Followed, order: PeopleOrder, i: number): number => {
  const { table, instances } = followed
  switch (order) {
    case 'entered':
      return instances.openedAt[i] ?? 0
    case 'last':
      return table.at[lastLived(followed, i)] ?? 0
    case 'seconds':
      return endOf(followed, i) - (instances.openedAt[i] ?? 0)
    case 'stage':
      return instances.stage[i] ?? -1
    case 'status':
      return instances.status[i] ?? 0
    case 'interactions':
      return (instances.starts[i + 1] ?? 0) - (instances.starts[i] ?? 0)
  }
}

/** The place of the first event among its case’s: it names the instance, whatever the cohort leaves out. */
const numberOf = ({ table, instances }: Followed, i: number): number => {
  const first = instances.members[instances.starts[i] ?? 0] ?? 0
  return first - (table.starts[instances.caseOf[i] ?? 0] ?? 0)
}

/** One row of a list. */
export const rowOf = (followed: Followed, i: number): PersonRow => {
  const { map, table, instances } = followed
  const last = lastLived(followed, i)
  const touchpoint = table.touchpoint[last] ?? NONE
  const [begin, end] = [instances.starts[i] ?? 0, instances.starts[i + 1] ?? 0]
  const channels = new Set<string>()
  for (let m = begin; m < end; m++) channels.add(table.channels[table.channel[instances.members[m] ?? 0] ?? 0] ?? '')
  return {
    key: table.keys[instances.caseOf[i] ?? 0] ?? '',
    journey: numberOf(followed, i),
    enteredAt: iso(instances.openedAt[i] ?? 0),
    stage: map.stages[instances.stage[i] ?? -1]?.id ?? null,
    status: STATUS_NAMES[instances.status[i] ?? 0] ?? 'open',
    onTrack: instances.onTrack[i] === 1,
    seconds: Math.round((endOf(followed, i) - (instances.openedAt[i] ?? 0)) / 1000),
    lastAt: iso(table.at[last] ?? 0),
    lastTouchpoint: map.touchpoints[touchpoint]?.id ?? null,
    lastEvent: table.activities[table.activity[last] ?? 0] ?? '',
    lastChannel: table.channels[table.channel[last] ?? 0] ?? '',
    channels: [...channels].filter(Boolean).sort(),
    interactions: end - begin,
  }
}

/** Lists in their order are kept as long as the journeys that they are of. */
const lists = new WeakMap<Followed, Map<string, Uint32Array>>()

const listOf = (
  followed: Followed,
  { selection, order, descending }: PeopleQuestion,
  known?: KnownOfAll,
): Uint32Array => {
  const mine = lists.get(followed) ?? new Map<string, Uint32Array>()
  lists.set(followed, mine)
  const key = `${selectionText(selection)} ${order} ${descending}`
  const listed = mine.get(key)
  if (listed) return listed
  const members = membersOf(followed, selection, known)
  const ranks = new Map<number, number>()
  for (const i of members) ranks.set(i, rank(followed, order, i))
  const sign = descending ? -1 : 1
  const sorted = members.sort((a, b) => sign * ((ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)) || a - b)
  if (mine.size > 20) mine.clear()
  mine.set(key, sorted)
  return sorted
}

/** Of some journeys, the rows that may be on a page, each with what it is in order by; and how many there are in all. */
export interface PeopleCounts {
  readonly total: number
  readonly people: number
  readonly rows: readonly { readonly rank: number; readonly row: PersonRow }[]
}

/** Whose journeys are in a list, up to the end of the page that is asked for. */
export const countPeople = (followed: Followed, question: PeopleQuestion, known?: KnownOfAll): PeopleCounts => {
  const list = listOf(followed, question, known)
  const first = list.subarray(0, question.after + question.limit)
  return {
    total: list.length,
    people: differentIn(followed, list),
    rows: Array.from(first, (i) => ({ rank: rank(followed, question.order, i), row: rowOf(followed, i) })),
  }
}

const differentIn = ({ instances }: Followed, list: Uint32Array): number => {
  const people = new Set<number>()
  for (const i of list) people.add(instances.caseOf[i] ?? 0)
  return people.size
}

/** A page of the people of all parts: equal ones stand in the order of the parts. */
export const tellPeople = (
  parts: readonly PeopleCounts[],
  { after, limit, descending }: PeopleQuestion,
): PeoplePage => {
  const all = total(parts.map((part) => part.total))
  const end = Math.min(all, after + limit)
  const sign = descending ? -1 : 1
  const rows = parts.flatMap((part) => part.rows).sort((a, b) => sign * (a.rank - b.rank))
  return {
    total: all,
    items: rows.slice(after, end).map(({ row }) => row),
    next: end < all ? end : null,
    people: total(parts.map(({ people }) => people)),
  }
}

/** A page of the people that a number is of. */
export const peopleOf = (followed: Followed, question: PeopleQuestion): PeoplePage => {
  const list = listOf(followed, question)
  const end = Math.min(list.length, question.after + question.limit)
  const items: PersonRow[] = []
  for (let k = question.after; k < end; k++) items.push(rowOf(followed, list[k] ?? 0))
  return { total: list.length, items, next: end < list.length ? end : null, people: differentIn(followed, list) }
}

/** The instance that a row is of; -1 where the data has changed so that there is none. */
export const instanceOf = (followed: Followed, key: string, journey: number): number => {
  const { table, instances } = followed
  const c = table.keys.indexOf(key)
  if (c === -1) return -1
  return instances.caseOf.findIndex((of, i) => of === c && numberOf(followed, i) === journey)
}
