import { setImmediate } from 'node:timers/promises'
import { type AnalysisPorts, type Analyst, createAnalyst } from '../analyses/index.ts'
import { readPurchases } from '../analyses/purchases.clickhouse.ts'
import { createExplorer, type Explorer } from '../explorations/index.ts'
import { USUAL_ZONE } from '../governance/index.ts'
import type { LayeredReader } from '../journeys/layered-reader.clickhouse.ts'
import { createSampleReader } from '../journeys/sample-reader.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { reducing } from './reducing.ts'

export interface AnalystParts {
  readonly engine: Analytics
  readonly reader: LayeredReader
  readonly explorer: Explorer
  readonly map: AnalysisPorts['map']
}

/** What answers are kept within, in letters. */
const ANSWERS = 64 << 20
/** A question over more events than these, which are not at hand, is answered over a sample first. */
const LARGE = 2_000_000
/** A sample holds about so many. */
const SAMPLE = 400_000

/** From how many events on a question is large, and about how many a sample of them holds. */
interface Samples {
  readonly large: number
  readonly size: number
}

/** Answers analyses over an explorer's journeys; the large ones first over a sample of people. */
export const analystOver = (
  { engine, reader, explorer, map }: AnalystParts,
  { large, size }: Samples = { large: LARGE, size: SAMPLE },
): Analyst => {
  const purchases: AnalysisPorts['purchases'] = ({ workspace, filter }, event, property) =>
    readPurchases(engine, { workspace, filter, inferred: 'person' }, event, property)
  const held = { explorer, map, purchases, now: Date.now, turn: () => setImmediate() }
  const ports = { ...held, reduced: reducing(engine, reader) }
  return createAnalyst({
    ports,
    version: explorer.version,
    budget: ANSWERS,
    sample: async ({ workspace }) => {
      const { events, warm } = await reader.standing(workspace)
      if (warm || events < large) return undefined
      const share = 1 / 2 ** Math.ceil(Math.log2(events / size))
      const sampled = await createSampleReader(engine, workspace, share)
      if (!sampled) return undefined
      const some = createExplorer({
        reader: sampled.reader,
        version: explorer.version,
        now: Date.now,
        zone: USUAL_ZONE,
        budget: Number.POSITIVE_INFINITY,
      })
      // A sample is looked at here, however many the others are.
      return { ports: { ...held, explorer: some }, of: { share, cases: sampled.cases, events: sampled.events } }
    },
  })
}
