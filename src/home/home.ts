import type { CommentStore } from '../comments/index.ts'
import type { Actor, May } from '../governance/index.ts'
import type { ImportStore } from '../imports/index.ts'
import { done, type Instant, type Outcome, type Refusal, refuse } from '../kernel/index.ts'
import { checkMap, type Finding, type MapHead, type Maps, type Pulled } from '../maps/index.ts'
import type { MomentStore } from '../moments/index.ts'
import type { Reader } from '../notices/index.ts'
import { type News, newsSince } from './news.ts'
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
  const readMaps = async (actor: Actor): Promise<readonly WatchedMap[]> => {
    const listed = await ports.maps.list(actor)
    if (!listed.ok) return []
    const [threads, sightings, decisions] = await Promise.all([
      ports.comments.threads(actor.workspace),
      ports.moments.sightings(actor.workspace),
      ports.moments.decisions(actor.workspace),
    ])
    const of = <One extends { readonly map: string }>(all: readonly One[], id: string) =>
      all.filter(({ map }) => map === id)
    const readOne = async ({ id }: MapHead): Promise<WatchedMap[]> => {
      const [pulled, history, unkept] = await Promise.all([
        ports.maps.pull(actor, id),
        ports.maps.history(actor, id),
        ports.unkept(actor, id),
      ])
      if (!pulled.ok || !history.ok) return []
      return [
        {
          map: pulled.value.map,
          history: history.value,
          threads: of(threads, id),
          sightings: of(sightings, id),
          decisions: of(decisions, id),
          findings: findingsIn(pulled.value),
          unkept,
        },
      ]
    }
    const watched = listed.value.filter(({ status }) => status !== 'archived')
    return (await Promise.all(watched.map(readOne))).flat()
  }
  const allowed = async <T>({ actor }: Reader, work: () => Promise<T>): Promise<Outcome<T>> =>
    ports.may(actor, 'maps.read', actor.workspace) ? done(await work()) : refuse(forbidden)
  return {
    news: (reader, since) =>
      allowed(reader, async () => {
        const [maps, imports] = await Promise.all([
          readMaps(reader.actor),
          ports.imports.list(reader.actor.workspace, RECENT_IMPORTS),
        ])
        return newsSince(since, reader.name, maps, imports)
      }),
    waiting: (reader) => allowed(reader, async () => waitingFor(reader.name, await readMaps(reader.actor))),
  }
}

const forbidden: Refusal = {
  code: 'forbidden',
  what: { fr: 'Vous n’avez pas ce droit dans cet espace.', en: 'You may not do this in this workspace.' },
  remedy: { fr: 'Demandez-le à son propriétaire.', en: 'Ask its owner.' },
}
