import { OWN_SOURCE } from '../events/index.ts'
import { createCaseLayer } from '../journeys/case-layer.clickhouse.ts'
import { kindOf, propertiesAsked, type Recogniser, recogniserOf, touchpointOf } from '../journeys/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Reduced, Scope } from './analysis.ts'
import { createTwins, type TwinCases } from './twins.clickhouse.ts'

const NOTHING: Recogniser = { touchpoints: [] }

/** A reduction is of all cases, as they are now: whatever leaves some out is asked of the cases themselves. */
const isOfAll = ({ filter, look, asOf }: Scope): boolean =>
  asOf === undefined && [...Object.values(filter), ...Object.values(look)].every((given) => given === undefined)

/**
 * Has the engine reduce cases to distinct paths with how many lived each, events named by a map where one is given, and
 * answer what takes their times: a cluster works it out over its shards, and what comes back is as small as the ways that
 * people take are few.
 */
export const createReducer = (analytics: Analytics) => {
  const layer = createCaseLayer(analytics)
  const twins = createTwins(analytics)
  return async (scope: Scope, map: JourneyMap | undefined): Promise<Reduced | undefined> => {
    const { workspace } = scope
    const recogniser = map ? recogniserOf(map) : NOTHING
    const standing = isOfAll(scope) ? await layer.current(workspace) : undefined
    if (!standing || !propertiesAsked({}, recogniser).every((name) => standing.properties.includes(name)))
      return undefined
    const kinds = await twins.kinds(workspace, standing.id)
    const named = kinds.map((text) => {
      const kind = kindOf(text, standing.properties)
      return recogniser.touchpoints[touchpointOf(recogniser, kind)]?.id ?? kind.event
    })
    const names = [...new Set(named)]
    const codes = named.map((name) => names.indexOf(name))
    const others = kinds.filter((text) => kindOf(text, standing.properties).source !== OWN_SOURCE)
    const span = await twins.span(workspace, standing.id, others)
    if (!span) return undefined
    const { first, latest: asOf } = span
    // What was written down here may be later than anything that was lived.
    const cases: TwinCases = {
      workspace,
      generation: standing.id,
      kinds,
      codes,
      ...(others.length < kinds.length && { until: asOf }),
    }
    return {
      names,
      first,
      asOf,
      count: () => twins.count(cases),
      paths: async () => {
        const found = await twins.variants(cases)
        const starts = new Uint32Array(found.length + 1)
        for (const [v, { path }] of found.entries()) starts[v + 1] = (starts[v] ?? 0) + path.length
        const code = new Uint32Array(starts[found.length] ?? 0)
        for (const [v, { path }] of found.entries()) code.set(path, starts[v] ?? 0)
        return {
          starts,
          code,
          cases: Uint32Array.from(found, (one) => one.cases),
          whose: (paths) => twins.whose(cases, new Set(Array.from(paths, (v) => found[v]?.name ?? ''))),
        }
      },
      funnel: (steps, window) => twins.funnel(cases, steps, window),
      reached: (steps, window, step, noFurther) => twins.reached(cases, steps, window, step, noFurther),
      retention: (calendar, question) => twins.retention(cases, calendar, question),
      cameBack: (calendar, question, cohort, after) => twins.cameBack(cases, calendar, question, cohort, after),
    }
  }
}
