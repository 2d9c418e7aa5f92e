import { createCaseLayer } from '../journeys/case-layer.clickhouse.ts'
import { kindOf, propertiesAsked, type Recogniser, recogniserOf, touchpointOf } from '../journeys/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Reduced, Scope } from './analysis.ts'
import { createTwins } from './twins.clickhouse.ts'

const NOTHING: Recogniser = { touchpoints: [] }

/** A reduction is of all cases, as they are now: whatever leaves some out is asked of the cases themselves. */
const isOfAll = ({ filter, look, asOf }: Scope): boolean =>
  asOf === undefined && [...Object.values(filter), ...Object.values(look)].every((given) => given === undefined)

/**
 * Has the engine reduce cases to distinct paths with how many lived each, events named by a map where one is given: a
 * cluster works it out over its shards, and what comes back is as small as the ways that people take are few.
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
    const found = await twins.variants({ workspace, generation: standing.id, kinds, codes })
    const starts = new Uint32Array(found.length + 1)
    for (const [v, { path }] of found.entries()) starts[v + 1] = (starts[v] ?? 0) + path.length
    return {
      names,
      starts,
      code: Uint32Array.from(found.flatMap(({ path }) => path)),
      cases: Uint32Array.from(found, ({ cases }) => cases),
      asOf: (await twins.latest(workspace, standing.id)) ?? 0,
    }
  }
}
