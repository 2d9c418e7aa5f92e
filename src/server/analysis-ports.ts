import type { AnalysisPorts } from '../analyses/index.ts'
import { readPurchases } from '../analyses/purchases.clickhouse.ts'
import { storedName } from '../cli/map-argument.ts'
import type { Explorer } from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Maps } from '../maps/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'

export interface AnalysisParts {
  readonly maps: Maps
  readonly explorer: Explorer
  readonly engine: Analytics
}

/** What an analysis asks of the outside, for the api. Only the store is looked in for a map. */
export const analysisPorts = ({ maps, explorer, engine }: AnalysisParts): AnalysisPorts => ({
  explorer,
  map: async (name) => {
    const { id, which } = storedName(name)
    const { map, stored } = orThrow(await maps.pull(LOCAL_OWNER, id, which))
    return { map, hash: stored.hash }
  },
  purchases: ({ workspace, filter }, event, property) =>
    readPurchases(engine, { workspace, filter, inferred: 'person' }, event, property),
  now: Date.now,
})
