import {
  type CaseQuestion,
  type CaseTable,
  follow,
  type Instances,
  type JourneyRules,
  type JourneyTable,
  NONE,
  recogniserOf,
  rulesOf,
} from '../journeys/index.ts'
import { durationMs, type Instant, iso, Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { AnalysisPorts, Scope } from './analysis.ts'

/** Cases with their events named, up to an instant. */
export interface ReadCases {
  readonly table: CaseTable
  readonly asOf: Instant
}

const questionOf = ({ workspace, filter, asOf }: Scope): CaseQuestion => {
  // A microsecond after: what happens at the very instant is looked at.
  const until = asOf === undefined ? filter.to : Math.min(filter.to ?? Number.POSITIVE_INFINITY, asOf + 0.001)
  return { workspace, filter: { ...filter, ...(until !== undefined && { to: until }) }, inferred: 'person' }
}

/** As of when: what was asked, else the latest event of the source (not after `to`), else now. */
const asOfWhen = async ({ reader, now }: AnalysisPorts, scope: Scope): Promise<Instant> => {
  if (scope.asOf !== undefined) return scope.asOf
  const latest = (await reader.latest(questionOf(scope))) ?? now()
  return Math.min(latest, scope.filter.to ?? latest)
}

/** The table with its events named by touchpoint where the map foresees them, by their own name elsewhere. */
export const namedByMap = (map: JourneyMap, table: JourneyTable): CaseTable => {
  const own = map.touchpoints.length
  return {
    ...table,
    activities: [...map.touchpoints.map(({ id }) => id), ...table.activities],
    activity: table.activity.map((activity, e) => {
      const touchpoint = table.touchpoint[e] ?? NONE
      return touchpoint === NONE ? own + activity : touchpoint
    }),
  }
}

/** The cases of a scope, their events named by a map where one is given. */
export const readCases = async (
  ports: AnalysisPorts,
  scope: Scope,
  mapName: string | undefined,
): Promise<ReadCases> => {
  const question = questionOf(scope)
  const asOf = await asOfWhen(ports, scope)
  if (mapName === undefined) return { table: await ports.reader.cases(question), asOf }
  const map = await ports.map(mapName)
  return { table: namedByMap(map, await ports.reader.journeys(question, recogniserOf(map))), asOf }
}

/** Journeys lived through a map. */
export interface ReadLives {
  readonly map: JourneyMap
  readonly table: JourneyTable
  readonly rules: JourneyRules
  readonly instances: Instances
  readonly asOf: Instant
  /** The case of each instance. */
  readonly caseOf: Uint32Array
}

/** The case that each instance belongs to: the one that holds its first event. */
export const casesOfInstances = (table: CaseTable, instances: Instances): Uint32Array => {
  const cases = new Uint32Array(instances.count)
  let c = 0
  for (let i = 0; i < instances.count; i++) {
    const first = instances.members[instances.starts[i] ?? 0] ?? 0
    while ((table.starts[c + 1] ?? Number.POSITIVE_INFINITY) <= first) c++
    cases[i] = c
  }
  return cases
}

/** The journeys of a scope through a map. */
export const readLives = async (ports: AnalysisPorts, scope: Scope, mapName: string): Promise<ReadLives> => {
  const map = await ports.map(mapName)
  const [asOf, table] = await Promise.all([
    asOfWhen(ports, scope),
    ports.reader.journeys(questionOf(scope), recogniserOf(map)),
  ])
  const rules = rulesOf(map)
  const instances = follow(table, rules, asOf)
  return { map, table, rules, instances, asOf, caseOf: casesOfInstances(table, instances) }
}

/** The keys of cases by number. */
export const keysOf = (table: CaseTable, cases: ArrayLike<number>): string[] =>
  Array.from(cases, (c) => table.keys[c] ?? '')

/** The instant in an answer. */
export const asOfText = (asOf: Instant): string => iso(asOf)

/** An ISO 8601 duration in milliseconds; refused where it is not one. */
export const durationOf = (text: string): number => {
  const ms = durationMs(text)
  if (ms !== undefined) return ms
  throw new Refused({
    code: 'unreadable-duration',
    what: { fr: `« ${text} » n’est pas une durée.`, en: `"${text}" is not a duration.` },
    remedy: { fr: 'Écrivez par exemple P30D ou PT24H.', en: 'Write P30D or PT24H, for instance.' },
  })
}
