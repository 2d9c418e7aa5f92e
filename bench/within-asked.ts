import { createHash } from 'node:crypto'
import { ANALYSES } from '../src/analyses/analyses.ts'
import { ask } from '../src/analyses/ask.ts'
import { readPurchases } from '../src/analyses/purchases.clickhouse.ts'
import { createExplorations, createExplorer } from '../src/explorations/index.ts'
import { LOCAL_OWNER } from '../src/governance/index.ts'
import { dataVersion } from '../src/journeys/data-version.clickhouse.ts'
import { createLayeredReader } from '../src/journeys/layered-reader.clickhouse.ts'
import { MOST_EVENTS, memory, PART_EVENTS, reducing } from '../src/server/reducing.ts'
import { connectAnalytics } from '../src/storage/clickhouse/connect.clickhouse.ts'
import { MAP } from './interactions-in-engine.ts'
import { peakMB } from './stopwatch.ts'

/** One question asked of an engine in a process of its own, as the thread that answers asks it: what it took, and what it was told. */
const [url = '', secret = '', name = '', options = '{}'] = process.argv.slice(2)

const analytics = connectAnalytics({ url, secret })
const { workspace } = LOCAL_OWNER
const reader = createLayeredReader(analytics, { mostEvents: MOST_EVENTS, partEvents: PART_EVENTS })
const map = { map: MAP, hash: 'bench' }
const explorer = createExplorer({
  reader,
  version: dataVersion(analytics),
  now: Date.now,
  zone: 'Europe/Paris',
  budget: Number.POSITIVE_INFINITY,
  mostEvents: MOST_EVENTS,
})
const scope = { workspace, filter: {}, look: {} }
const one = ANALYSES.find((each) => each.name === name)
const answer = async (): Promise<unknown> => {
  if (!one)
    return createExplorations(explorer).ask({ ...scope, ...map }, { kind: name === 'moments' ? 'moments' : 'lived' })
  const ports = {
    explorer,
    map: () => Promise.resolve(map),
    purchases: ({ filter }: typeof scope, event: string, property: string) =>
      readPurchases(analytics, { workspace, filter, inferred: 'person' }, event, property),
    now: Date.now,
    reduced: reducing(analytics, reader),
  }
  return (await ask(one, ports, { ...scope, options: JSON.parse(options) as object })).body
}

const begun = performance.now()
const { events } = await reader.standing(workspace)
const told = JSON.stringify(await answer())
console.log(
  JSON.stringify({
    name,
    inParts: events > MOST_EVENTS,
    grantedMB: Math.round(memory() / 1e6),
    seconds: (performance.now() - begun) / 1000,
    peakMB: peakMB('self'),
    letters: told.length,
    told: createHash('sha256').update(told).digest('hex').slice(0, 16),
  }),
)
await analytics.close()
