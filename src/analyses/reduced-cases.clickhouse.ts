import { holds, OWN_SOURCE } from '../events/index.ts'
import { asOfWhen, heardFrom } from '../explorations/index.ts'
import { createCaseLayer } from '../journeys/case-layer.clickhouse.ts'
import {
  type EventFilter,
  type Kind,
  kindOf,
  propertiesAsked,
  type Recogniser,
  recogniserOf,
  touchpointOf,
} from '../journeys/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { createActivityTwin } from './activity-twin.clickhouse.ts'
import { createAmidTwins } from './amid-twin.clickhouse.ts'
import type { Reduced, Scope } from './analysis.ts'
import { offTheMap } from './read-scope.ts'
import type { TwinCases } from './twin-cases.clickhouse.ts'
import { createTwins } from './twins.clickhouse.ts'

const NOTHING: Recogniser = { touchpoints: [] }

/** A reduction is of whole cases, or of some of their events: whatever leaves cases out is asked of the cases themselves. */
const isOfAll = ({ look }: Scope): boolean => Object.values(look).every((given) => given === undefined)

const isKept = ({ source, channel, where = [] }: EventFilter, kind: Kind): boolean =>
  (source === undefined || kind.source === source) &&
  (channel === undefined || kind.channel === channel) &&
  where.every((condition) => holds(condition, kind))

/** What events of each kind are called. One that the map does not foresee may be called as a touchpoint is: then two names. */
const namesOf = (recogniser: Recogniser, kinds: readonly Kind[]): readonly string[] => {
  const ids = kinds.map((kind) => recogniser.touchpoints[touchpointOf(recogniser, kind)]?.id)
  const taken = new Set(ids)
  const apart = (name: string): string => (taken.has(name) ? apart(offTheMap(name)) : name)
  return kinds.map(({ event }, k) => ids[k] ?? apart(event))
}

export interface Reducing {
  /** Whether cases are derived for a question, where nobody else does so in the background. */
  readonly derive?: boolean
}

/**
 * Has the engine reduce cases to distinct paths with how many lived each, events named by a map where one is given, and
 * answer what takes their times: a cluster works it out over its shards, and what comes back is as small as the ways that
 * people take are few.
 */
export const createReducer = (analytics: Analytics, { derive = false }: Reducing = {}) => {
  const layer = createCaseLayer(analytics)
  const twins = createTwins(analytics)
  const amid = createAmidTwins(analytics)
  return async (scope: Scope, map: JourneyMap | undefined): Promise<Reduced | undefined> => {
    const { workspace, filter } = scope
    const recogniser = map ? recogniserOf(map) : NOTHING
    if (!isOfAll(scope)) return undefined
    const asked = propertiesAsked(filter, recogniser)
    if (derive) await layer.tell(workspace, asked)
    const standing = await (derive ? layer.refresh(workspace) : layer.current(workspace))
    if (!standing || !asked.every((name) => standing.properties.includes(name))) return undefined
    const { id, properties } = standing
    const within = {
      ...(filter.from !== undefined && { from: filter.from }),
      ...(filter.to !== undefined && { before: filter.to }),
    }
    const every = await twins.kinds(workspace, id)
    // What was written down here may be later than anything that was lived.
    const telling = every.filter((text) => {
      const { source } = kindOf(text, properties)
      return filter.source === undefined ? source !== OWN_SOURCE : source === filter.source
    })
    const isWhole = Object.keys(within).length === 0
    const held = isWhole ? every : await twins.kinds(workspace, id, within)
    const kinds = held.filter((text) => isKept(filter, kindOf(text, properties)))
    // Nothing is left: whether because nothing is so called, is the explorer's to say.
    if (kinds.length === 0) return undefined
    const whole = await twins.span(workspace, id, telling)
    const isTold = isWhole && kinds.length === every.length && telling.length === every.length
    const span = isTold ? whole : await twins.span(workspace, id, kinds, within)
    if (!whole || !span) return undefined
    const live = new Set(heardFrom(scope.heard, filter))
    const isHeard = telling.some((text) => live.has(kindOf(text, properties).source))
    const asOf = asOfWhen(scope, Math.max(whole.latest, isHeard ? (scope.heard?.until ?? 0) : 0))
    const first = Math.min(span.first, asOf)
    const told = kinds.map((text) => kindOf(text, properties))
    const named = namesOf(recogniser, told)
    const names = [...new Set(named)]
    const codes = named.map((name) => names.indexOf(name))
    const cases: TwinCases = {
      workspace,
      generation: id,
      kinds,
      codes,
      ...within,
      ...(kinds.length < every.length && { only: true }),
      ...(span.latest > asOf && { until: asOf }),
    }
    const channels = [...new Set(told.map(({ channel }) => channel))]
    const placed = codes.map((code, k) => code * channels.length + channels.indexOf(told[k]?.channel ?? ''))
    return {
      names,
      channels,
      first,
      asOf,
      activity: createActivityTwin(analytics, { ...cases, codes: placed }, channels.length),
      paths: async () => {
        const { starts, code, cases: lived, names: texts } = await twins.variants(cases)
        return {
          starts,
          code,
          cases: lived,
          seconds: (paths) =>
            amid.durations(
              cases,
              paths.map((v) => ({ name: texts[v] ?? '', cases: lived[v] ?? 0 })),
            ),
          whose: (paths) => twins.whose(cases, new Set(Array.from(paths, (v) => texts[v] ?? ''))),
        }
      },
      waits: (pairs) => amid.waits(cases, pairs),
      reached: (steps, window, step, standing) => twins.reached(cases, steps, window, asOf, step, standing),
      retention: (calendar, question) => twins.retention(cases, calendar, question),
      cameBack: (calendar, question, cohort, after) => twins.cameBack(cases, calendar, question, cohort, after),
    }
  }
}
