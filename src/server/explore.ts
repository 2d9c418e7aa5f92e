import type { Endpoint } from '../api/endpoint.ts'
import { valuesIn } from '../events/rule-reader.clickhouse.ts'
import { flowEndpoints } from '../explorations/flow.http.ts'
import { createExplorer, type Explorations, type Explorer } from '../explorations/index.ts'
import { livedEndpoints } from '../explorations/lived.http.ts'
import { peopleEndpoints } from '../explorations/people.http.ts'
import { wayEndpoints } from '../explorations/ways.http.ts'
import { localOwnerMay, USUAL_ZONE } from '../governance/index.ts'
import { dataVersion } from '../journeys/data-version.clickhouse.ts'
import type { CaseReader } from '../journeys/index.ts'
import { createLayeredReader, type LayeredReader, QUIET } from '../journeys/layered-reader.clickhouse.ts'
import type { Maps } from '../maps/index.ts'
import { momentEndpoints } from '../moments/moments.http.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { MOST_EVENTS, memory, mostAtHand, PART_EVENTS } from './reducing.ts'

/** What the tables of lived journeys may take together, in bytes: a gigabyte is some thirty million events. */
const BUDGET = Math.max(256 << 20, Math.floor(memory() / 6))

export const readerOver = (analytics: Analytics): LayeredReader =>
  createLayeredReader(analytics, { mostEvents: mostAtHand(), partEvents: PART_EVENTS, ahead: QUIET })

/** Reads each table once for a design and a version of the data. */
export const explorerWith = (analytics: Analytics, reader: CaseReader): Explorer =>
  createExplorer({
    reader,
    values: valuesIn(analytics),
    version: dataVersion(analytics),
    now: Date.now,
    zone: USUAL_ZONE,
    budget: BUDGET,
    mostEvents: MOST_EVENTS,
  })

export const explorerOver = (analytics: Analytics): Explorer => explorerWith(analytics, readerOver(analytics))

/** What may be asked of a lived journey. */
export const exploreEndpoints = (maps: Maps, explorations: Explorations): readonly Endpoint[] => {
  const ports = { maps, explorations, may: localOwnerMay }
  return [livedEndpoints, momentEndpoints, peopleEndpoints, flowEndpoints, wayEndpoints].flatMap((endpoints) =>
    endpoints(ports),
  )
}
