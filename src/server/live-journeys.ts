import type { Endpoint } from '../api/endpoint.ts'
import type { ArrivalReader } from '../events/index.ts'
import { type Actor, localOwnerMay } from '../governance/index.ts'
import { approvedMaps } from '../journeys/index.ts'
import { iso } from '../kernel/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import { createMaps, type Maps } from '../maps/index.ts'
import { createPostgresMapStore } from '../maps/map-store.postgres.ts'
import { closedAtOf, createPassages, type PassageStore, type Passages, statusOf } from '../passages/index.ts'
import { createPassagePeople } from '../passages/passage-people.clickhouse.ts'
import { createPassageReader } from '../passages/passage-reader.clickhouse.ts'
import { createPostgresPassageStore } from '../passages/passage-store.postgres.ts'
import { passageEndpoints } from '../passages/passages.http.ts'
import type { Identifier, PeopleStore } from '../profiles/index.ts'
import type { OnMaps } from '../profiles/people.http.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Database } from '../storage/postgres/database.ts'

export interface PassageEngines {
  readonly arrivals: ArrivalReader
  readonly engine: Analytics
  readonly database: Database
  readonly people: PeopleStore
}

/** The passages over a data folder's engines, for the one process that follows them. */
export const passagesOver = ({ arrivals, engine, database, people }: PassageEngines): Passages => {
  const maps = createMaps({
    store: createPostgresMapStore(database),
    may: localOwnerMay,
    now: Date.now,
    hash: mapHash,
  })
  return createPassages({
    store: createPostgresPassageStore(database),
    arrivals,
    reader: createPassageReader(engine),
    people: createPassagePeople(engine, people),
    maps: (actor) => approvedMaps(maps, actor),
    now: Date.now,
  })
}

export const liveJourneyEndpoints = (database: Database, maps: Maps): readonly Endpoint[] =>
  passageEndpoints({
    store: createPostgresPassageStore(database),
    may: localOwnerMay,
    maps: async (actor) => (await approvedMaps(maps, actor)).map(({ map }) => map),
  })

/** A person's journeys as the worker keeps them; nothing where none were ever followed here. */
export const liveJourneysOf = async (
  maps: Maps,
  passages: PassageStore,
  actor: Actor,
  identifiers: readonly Identifier[],
): Promise<Awaited<ReturnType<OnMaps['journeys']>> | undefined> => {
  const { offset } = await passages.progress(actor.workspace)
  if (offset === null) return undefined
  const approved = new Map((await approvedMaps(maps, actor)).map((each) => [each.map.id, each]))
  return (await passages.of(actor.workspace, identifiers)).flatMap(({ map: id, stage, passage }) => {
    const found = approved.get(id)
    if (!found || !passage) return []
    const closed = closedAtOf(passage)
    const status = statusOf(passage)
    return [
      {
        map: id,
        revision: found.revision,
        title: found.map.title,
        status,
        stage,
        stages: found.map.stages,
        onTrack: status === 'open' && !passage.late,
        opened: iso(passage.instance.openedAt),
        closed: closed === null ? null : iso(closed),
      },
    ]
  })
}
