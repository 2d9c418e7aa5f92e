import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import type { Actor } from '../governance/index.ts'
import { createCaseReader } from '../journeys/case-reader.clickhouse.ts'
import { approvedMaps, type CaseReader, journeysOf, placesOn } from '../journeys/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Maps } from '../maps/index.ts'
import { matchesEndpoints } from '../matching/matches.http.ts'
import type { PassageStore } from '../passages/index.ts'
import { createPostgresPassageStore } from '../passages/passage-store.postgres.ts'
import { lifeOf } from '../profiles/index.ts'
import { readLife } from '../profiles/life-reader.clickhouse.ts'
import { type OnMaps, peopleEndpoints } from '../profiles/people.http.ts'
import { saidEndpoints } from '../profiles/said.http.ts'
import { createTimelineReader } from '../profiles/timeline-reader.clickhouse.ts'
import type { Segments } from '../segments/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Database } from '../storage/postgres/database.ts'
import { liveJourneysOf } from './live-journeys.ts'
import { peopleOver } from './people.ts'

/** What was worked out from the maps, until one of them changes. */
const whileMapsStand = <T>(maps: Maps, work: (actor: Actor) => Promise<T>): ((actor: Actor) => Promise<T>) => {
  let [of, made]: [string, T | undefined] = ['', undefined]
  return async (actor) => {
    const now = JSON.stringify([actor.workspace, orThrow(await maps.list(actor))])
    if (of !== now || made === undefined) [of, made] = [now, await work(actor)]
    return made
  }
}

const onMaps = (maps: Maps, cases: CaseReader, passages: PassageStore): OnMaps => ({
  journeys: async (actor, { identifiers }, events) => {
    if (events.length === 0) return []
    const live = await liveJourneysOf(maps, passages, actor, identifiers)
    if (live) return live
    const asOf = (await cases.latest({ workspace: actor.workspace, filter: {}, inferred: 'person' })) ?? Date.now()
    const stages = new Map((await approvedMaps(maps, actor)).map(({ map }) => [map.id, map.stages]))
    const found = await journeysOf(maps, actor, events, asOf)
    return found.map((journey) => ({ ...journey, stages: stages.get(journey.map) ?? [] }))
  },
  places: whileMapsStand(maps, (actor) => placesOn(maps, actor)),
})

/** What the screens of people ask: the people themselves, and what the maps make of what they lived. */
export const peopleDoors = (
  {
    database,
    engine,
    maps,
    segments,
  }: {
    readonly database: Database
    readonly engine: Analytics
    readonly maps: Maps
    readonly segments: Segments
  },
  live: Live,
  zone: () => Promise<string>,
): readonly Endpoint[] => {
  const { people, profiles, faces, likenesses, sayings } = peopleOver(engine, database, Date.now)
  const changed = () => live.tell(['people'])
  const matches = matchesEndpoints({ likenesses, whose: faces.whose, changed })
  const found = peopleEndpoints({
    profiles,
    faces,
    timeline: createTimelineReader(engine),
    life: async ({ workspace }, { filedUnder }) => {
      const known = people.read(workspace)
      const declared = new Set((await known.claims()).map(({ source }) => source))
      const { events, truncated } = await readLife(engine, workspace, filedUnder)
      return { events, truncated, life: lifeOf(events, declared, await known.traitRules()) }
    },
    maps: onMaps(maps, createCaseReader(engine), createPostgresPassageStore(database)),
    segments: async (actor, events) => {
      const found = await segments.of({ actor }, events)
      return found.ok ? found.value : []
    },
    changed,
    zone,
  })
  return [...matches, ...saidEndpoints(sayings), ...found]
}
