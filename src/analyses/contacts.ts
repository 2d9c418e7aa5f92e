import { behindEachOther, createDictionary, type Followed, NONE, STATUS, wasLived } from '../journeys/index.ts'
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

/** What each ended journey of some cases was and took, a row each. */
export interface JourneyCosts {
  /** How many cases they are of. */
  readonly cases: number
  /** The case of each. */
  readonly caseOf: Uint32Array
  readonly contacts: Float64Array
  readonly costs: Float64Array
  readonly succeeded: Float64Array
  /** The paths of touchpoints, and which of them each lived. */
  readonly paths: readonly string[]
  readonly pathOf: Uint32Array
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
  const paths = createDictionary()
  const pathOf = new Uint32Array(ended.length)
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
    pathOf[row] = paths.code(path.map((t) => map.touchpoints[t]?.id ?? '').join(SEPARATOR))
  }
  const succeeded = Float64Array.from(ended, (i) => (instances.status[i] === STATUS.succeeded ? 1 : 0))
  const caseOf = Uint32Array.from(ended, (i) => instances.caseOf[i] ?? 0)
  return { cases: table.keys.length, caseOf, contacts, costs: spent, succeeded, paths: paths.texts, pathOf }
}

/** Which ended journeys are counted. */
export type Ended =
  | { readonly of: 'journeys' | 'conversions' | 'contacted' }
  | { readonly of: 'path'; readonly path: readonly string[] }

/** The cases of some ended journeys; as many as are counted. */
export const casesOfEnded = (
  { caseOf, contacts, succeeded, paths, pathOf }: JourneyCosts,
  asked: Ended,
): Uint32Array => {
  const code = asked.of === 'path' ? paths.indexOf(asked.path.join(SEPARATOR)) : -1
  return caseOf.filter((_, row) => {
    if (asked.of === 'path') return pathOf[row] === code
    return asked.of === 'journeys' || ((asked.of === 'contacted' ? contacts : succeeded)[row] ?? 0) > 0
  })
}

/** The rows of several parts, those of one behind those of another. */
const joined = (parts: readonly JourneyCosts[]): JourneyCosts => {
  const [only] = parts
  if (only && parts.length === 1) return only
  const paths = createDictionary()
  const rows = parts.reduce((sum, { caseOf }) => sum + caseOf.length, 0)
  const [caseOf, pathOf] = [new Uint32Array(rows), new Uint32Array(rows)]
  let [cases, next] = [0, 0]
  for (const part of parts) {
    const codes = part.paths.map((path) => paths.code(path))
    for (let row = 0; row < part.caseOf.length; row++, next++) {
      caseOf[next] = cases + (part.caseOf[row] ?? 0)
      pathOf[next] = codes[part.pathOf[row] ?? 0] ?? 0
    }
    cases += part.cases
  }
  return {
    cases,
    caseOf,
    contacts: behindEachOther(parts.map(({ contacts }) => contacts)),
    costs: behindEachOther(parts.map(({ costs }) => costs)),
    succeeded: behindEachOther(parts.map(({ succeeded }) => succeeded)),
    paths: paths.texts,
    pathOf,
  }
}

/**
 * Contacts per conversion and cost by path, over journeys that have ended, of however many parts. Ratios of sums with the
 * interval of their linearisation over people (Cochran); nothing is averaged over averages.
 */
export const tellContacts = (
  parts: readonly JourneyCosts[],
  { top, costs: prices }: Pick<ContactsQuestion, 'top' | 'costs'>,
): Contacts => {
  const priced = prices.size > 0
  const { caseOf: people, contacts, costs, succeeded, paths: texts, pathOf } = joined(parts)
  const ones = new Float64Array(people.length).fill(1)
  const all = Array.from(people.keys())
  const ratio = (num: Float64Array, den: Float64Array, some: readonly number[] = all): Estimate => {
    const sums = byPerson(people, { num, den }, some)
    return ratioOf(sums.num, sums.den)
  }
  const rows = texts.map((): number[] => [])
  for (const [row, code] of pathOf.entries()) rows[code]?.push(row)
  /** What nobody said the cost of costs an unknown amount, not nothing. */
  const costing = (den: Float64Array, some: readonly number[] = all): Estimate => {
    const told = ratio(costs, den, some)
    return priced ? told : { ...told, value: null, low: null, high: null }
  }
  const sum = (list: Float64Array) => list.reduce((total, one) => total + one, 0)
  const paths = rows
    .map((list, code) => [texts[code] ?? '', list] as const)
    .sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1))
    .slice(0, top)
    .map(
      ([key, list]): PathCost => ({
        path: key === '' ? [] : key.split(SEPARATOR),
        journeys: list.length,
        succeeded: rate(
          list.reduce((total, row) => total + (succeeded[row] ?? 0), 0),
          list.length,
        ),
        contacts: ratio(contacts, ones, list),
        cost: costing(ones, list),
        costPerConversion: costing(succeeded, list),
      }),
    )
  return {
    journeys: people.length,
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
    costPerConversion: costing(succeeded),
    paths,
    pathsTotal: rows.length,
  }
}
