import type { CommentStore } from '../comments/index.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import type { ImportStore } from '../imports/index.ts'
import { done, type Instant, type Outcome, refuse } from '../kernel/index.ts'
import { checkMap, type Finding, type MapHead, type Maps, type Pulled } from '../maps/index.ts'
import type { MomentStore } from '../moments/index.ts'
import type { Reader } from '../notices/index.ts'
import { type MapState, type News, newsSince } from './news.ts'
import { type Waiting, type WatchedMap, waitingFor } from './waiting.ts'

export interface HomePorts {
  readonly maps: Maps
  readonly comments: CommentStore
  readonly moments: MomentStore
  readonly imports: ImportStore
  readonly may: May
  /** How many places of a map's draft no revision has. */
  readonly unkept: (actor: Actor, map: string) => Promise<number>
}

/** What a person is told first. */
export interface Home {
  news(reader: Reader, since: Instant): Promise<Outcome<readonly News[]>>
  waiting(reader: Reader): Promise<Outcome<readonly Waiting[]>>
}

const RECENT_IMPORTS = 50

interface ReadMap {
  readonly pulled: Pulled
  readonly state: MapState
}

export const createHome = (ports: HomePorts): Home => {
  /** A revision never changes: what was found in one is found in it for good. */
  const checked = new Map<string, readonly Finding[]>()
  const findingsIn = ({ map, positions, stored }: Pulled): readonly Finding[] => {
    const key = `${stored.id}@${stored.revision} ${stored.hash}`
    const findings = checked.get(key) ?? checkMap(map, positions, stored.id)
    if (checked.size > 500) checked.clear()
    checked.set(key, findings)
    return findings
  }
  const readMaps = async (actor: Actor): Promise<readonly ReadMap[]> => {
    const listed = await ports.maps.list(actor)
    if (!listed.ok) return []
    const [threads, sightings] = await Promise.all([
      ports.comments.threads(actor.workspace),
      ports.moments.sightings(actor.workspace),
    ])
    const readOne = async ({ id }: MapHead): Promise<ReadMap[]> => {
      const [pulled, history] = await Promise.all([ports.maps.pull(actor, id), ports.maps.history(actor, id)])
      if (!pulled.ok || !history.ok) return []
      const state = {
        map: pulled.value.map,
        history: history.value,
        threads: threads.filter(({ map }) => map === id),
        sightings: sightings.filter(({ map }) => map === id),
      }
      return [{ pulled: pulled.value, state }]
    }
    const watched = listed.value.filter(({ status }) => status !== 'archived')
    return (await Promise.all(watched.map(readOne))).flat()
  }
  const readWaiting = async (actor: Actor): Promise<readonly WatchedMap[]> => {
    const [maps, decisions] = await Promise.all([readMaps(actor), ports.moments.decisions(actor.workspace)])
    return Promise.all(
      maps.map(async ({ pulled, state }) => ({
        ...state,
        decisions: decisions.filter(({ map }) => map === pulled.map.id),
        findings: findingsIn(pulled),
        unkept: await ports.unkept(actor, pulled.map.id),
      })),
    )
  }
  const allowed = async <T>({ actor }: Reader, work: () => Promise<T>): Promise<Outcome<T>> =>
    ports.may(actor, 'maps.read', actor.workspace) ? done(await work()) : refuse(notAllowed('maps.read'))
  return {
    news: (reader, since) =>
      allowed(reader, async () => {
        const [maps, imports] = await Promise.all([
          readMaps(reader.actor),
          ports.imports.list(reader.actor.workspace, RECENT_IMPORTS),
        ])
        const states = maps.map(({ state }) => state)
        return newsSince(since, reader.name, states, imports)
      }),
    waiting: (reader) => allowed(reader, async () => waitingFor(reader.name, await readWaiting(reader.actor))),
  }
}
