import { type Followed, NONE, STATUS, wasLived } from '../journeys/index.ts'
import { type Rate, rate } from '../kernel/index.ts'
import { type Estimate, ratioOf } from '../statistics/index.ts'
import { byPerson } from './per-person.ts'

export interface ContactsQuestion {
  /** Channels on which an interaction is a contact: somebody of the company is there. */
  readonly channels: ReadonlySet<string>
  /** What one interaction costs, by touchpoint or event, else by channel; nothing where neither is named. */
  readonly costs: ReadonlyMap<string, number>
  /** How many of the commonest paths. */
  readonly top: number
}

export interface PathCost {
  readonly path: readonly string[]
  readonly journeys: number
  readonly succeeded: Rate
  readonly contacts: Estimate
  readonly cost: Estimate
  /** Cost of all its journeys over those that succeeded; `null` where none did. */
  readonly costPerConversion: Estimate
}

export interface Contacts {
  /** Journeys that have ended: those still on their way may yet convert, and contact. */
  readonly journeys: number
  readonly conversions: number
  readonly contacts: number
  /** Contacts of all ended journeys over conversions. */
  readonly perConversion: Estimate
  /** Contacts of a journey that succeeded, and of one that was abandoned. */
  readonly perSucceeded: Estimate
  readonly perAbandoned: Estimate
  readonly costPerConversion: Estimate
  readonly paths: readonly PathCost[]
  readonly pathsTotal: number
}

/** What each ended journey was and took. */
export interface JourneyCosts {
  readonly ended: Uint32Array
  readonly contacts: Float64Array
  readonly costs: Float64Array
  readonly succeeded: Float64Array
  /** The path of touchpoints of each, as a key of `paths`. */
  readonly pathOf: readonly string[]
}

const SEPARATOR = '\u0000'

/** Interactions of a journey that were contacts, what they cost, and the path of touchpoints (repeats in a row are one). */
export const journeyCosts = (
  { map, table, instances }: Followed,
  { channels, costs }: Pick<ContactsQuestion, 'channels' | 'costs'>,
): JourneyCosts => {
  const isContact = table.channels.map((channel) => channels.has(channel))
  const costOf = (e: number, touchpoint: number): number => {
    const named = touchpoint === NONE ? table.activities[table.activity[e] ?? 0] : map.touchpoints[touchpoint]?.id
    return costs.get(named ?? '') ?? costs.get(table.channels[table.channel[e] ?? 0] ?? '') ?? 0
  }
  const ended = Uint32Array.from({ length: instances.count }, (_, i) => i).filter(
    (i) => instances.status[i] !== STATUS.open,
  )
  const contacts = new Float64Array(ended.length)
  const spent = new Float64Array(ended.length)
  const pathOf: string[] = []
  for (const [row, i] of ended.entries()) {
    const path: number[] = []
    for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
      const e = instances.members[m] ?? 0
      if (!wasLived(table, instances, i, e)) continue
      const touchpoint = table.touchpoint[e] ?? NONE
      if (isContact[table.channel[e] ?? 0]) contacts[row] = (contacts[row] ?? 0) + 1
      spent[row] = (spent[row] ?? 0) + costOf(e, touchpoint)
      if (touchpoint !== NONE && path.at(-1) !== touchpoint) path.push(touchpoint)
    }
    pathOf.push(path.map((t) => map.touchpoints[t]?.id ?? '').join(SEPARATOR))
  }
  const succeeded = Float64Array.from(ended, (i) => (instances.status[i] === STATUS.succeeded ? 1 : 0))
  return { ended, contacts, costs: spent, succeeded, pathOf }
}

/** The ended journeys of a path; as many as it counts. */
export const journeysOfPath = ({ ended, pathOf }: JourneyCosts, path: readonly string[]): Uint32Array => {
  const key = path.join(SEPARATOR)
  return ended.filter((_, row) => pathOf[row] === key)
}

/**
 * Contacts per conversion and cost by path, over journeys that have ended. Ratios of sums with the interval of their
 * linearisation over people (Cochran); nothing is averaged over averages.
 */
export const contactsOf = (followed: Followed, question: ContactsQuestion): Contacts => {
  const known = journeyCosts(followed, question)
  const { ended, contacts, costs, succeeded, pathOf } = known
  const ones = new Float64Array(ended.length).fill(1)
  const people = Uint32Array.from(ended, (i) => followed.instances.caseOf[i] ?? 0)
  const all = Array.from(ended.keys())
  const ratio = (num: Float64Array, den: Float64Array, some: readonly number[] = all): Estimate => {
    const sums = byPerson(people, { num, den }, some)
    return ratioOf(sums.num, sums.den)
  }
  const rows = new Map<string, number[]>()
  for (const [row, key] of pathOf.entries()) {
    const list = rows.get(key)
    if (list) list.push(row)
    else rows.set(key, [row])
  }
  const sum = (list: Float64Array) => list.reduce((total, one) => total + one, 0)
  const paths = [...rows]
    .sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1))
    .slice(0, question.top)
    .map(
      ([key, list]): PathCost => ({
        path: key === '' ? [] : key.split(SEPARATOR),
        journeys: list.length,
        succeeded: rate(
          list.reduce((total, row) => total + (succeeded[row] ?? 0), 0),
          list.length,
        ),
        contacts: ratio(contacts, ones, list),
        cost: ratio(costs, ones, list),
        costPerConversion: ratio(costs, succeeded, list),
      }),
    )
  return {
    journeys: ended.length,
    conversions: sum(succeeded),
    contacts: sum(contacts),
    perConversion: ratio(contacts, succeeded),
    perSucceeded: ratio(
      contacts,
      ones,
      all.filter((row) => succeeded[row] === 1),
    ),
    perAbandoned: ratio(
      contacts,
      ones,
      all.filter((row) => succeeded[row] === 0),
    ),
    costPerConversion: ratio(costs, succeeded),
    paths,
    pathsTotal: rows.size,
  }
}
