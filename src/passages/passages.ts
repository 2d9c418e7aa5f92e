import type { ArrivalReader, Arrivals, Event } from '../events/index.ts'
import type { Actor } from '../governance/index.ts'
import { type Clock, DAY, HOUR, type Id, type Instant } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { casesIn, touchedBy } from './cases-in.ts'
import { type Followed, followedOf, namesOf } from './followed.ts'
import { Gathered } from './gathered.ts'
import type { Move, PassagePeople } from './passage-people.ts'
import type { PassageReader } from './passage-reader.ts'
import type { CaseOf, KnownPassages, PassageStore, Progress } from './passage-store.ts'
import { caseKey, letTimePass, type Walking, walkAll, walkAnew, walkOn } from './walk-cases.ts'

export interface PassagePorts {
  readonly store: PassageStore
  readonly arrivals: ArrivalReader
  readonly reader: PassageReader
  readonly people: PassagePeople
  /** The maps that hold, each at its approved revision. */
  readonly maps: (actor: Actor) => Promise<readonly { readonly map: JourneyMap; readonly revision: number }[]>
  readonly now: Clock
}

/** What a fold came to. */
export interface Folded {
  /** Rows that came in. */
  readonly rows: number
  /** Passages that changed. */
  readonly passages: number
  readonly told: number
  readonly more: boolean
}

/** Where everybody stands on every approved map, kept up as events arrive. */
export interface Passages {
  fold(actor: Actor): Promise<Folded>
}

/** Who reads what is told has this long to. */
const TOLD_FOR = 90 * DAY
/** Beyond so many cases whose events are counted otherwise, everybody is walked anew. */
const MOST_ANEW = 20_000

const laterOf = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)

const nothing = (end: number): Arrivals => ({ events: [], end, latest: null, live: false, rows: 0, more: false })

/** The time at which everybody stands: the clock's once anything is heard live, else that of the latest event. */
const timeOf = ({ live, latest }: Pick<Progress, 'live' | 'latest'>, clock: Instant): Instant =>
  live ? clock : (latest ?? clock)

/** What came in since a progress, and where everything is then. */
interface Came {
  readonly arrivals: Arrivals
  /** What came in before was not followed, or is no longer there. */
  readonly lost: boolean
  readonly moves: readonly Move[]
  readonly progress: Progress
}

/** What is walked on case by case: what came in, whose it is, and the cases that went from one person to another. */
interface Fresh {
  readonly events: readonly Event[]
  readonly persons: ReadonlyMap<string, string>
  readonly moves: readonly Move[]
  readonly ofMoved: readonly (CaseOf & { readonly person: string })[]
}

/** Walks one map's cases on by what came in; gives those that were walked anew instead. */
const follow = async (
  known: KnownPassages,
  walking: Walking,
  followed: Followed,
  { events, persons, moves, ofMoved }: Fresh,
  gathered: Gathered,
): Promise<CaseOf[]> => {
  const map = followed.map.id
  const cases = casesIn(followed, events, persons)
  const mine = ofMoved.filter((each) => each.map === map)
  const touched = touchedBy(
    moves,
    mine.map(({ person }) => person),
  )
  const anew = new Set([...mine.map(({ key }) => key), ...[...touched].map((person) => `person:${person}`)])
  for (const key of anew) cases.delete(key)
  for (const key of await walkOn(known, followed, cases, walking.at, gathered)) anew.add(key)
  await walkAnew(walking, followed, [...anew], gathered)
  return [...anew].map((key) => ({ map, key }))
}

export const createPassages = ({ store, arrivals, reader, people, maps, now }: PassagePorts): Passages => {
  let forgotten = Number.NEGATIVE_INFINITY
  const cameSince = async (
    workspace: Id<'Workspace'>,
    before: Progress,
    followed: readonly Followed[],
  ): Promise<Came> => {
    const { version, moves } = await people.changes(workspace, before.identities)
    const start = before.offset ?? (await arrivals.end())
    // What was kept of before is kept for good.
    await arrivals.passed(start)
    const read = await arrivals.after(workspace, start)
    const came = read ?? nothing(await arrivals.end())
    const progress = {
      offset: came.end,
      identities: version,
      latest: laterOf(before.latest, came.latest),
      live: before.live || came.live,
      maps: Object.fromEntries(followed.map(({ map, tag }) => [map.id, tag])),
    }
    return { arrivals: came, lost: read === undefined, moves, progress }
  }
  return {
    fold: async (actor) => {
      const { workspace } = actor
      const followed = (await maps(actor)).map(followedOf)
      return store.change(workspace, async (known, keep) => {
        const before = await known.progress()
        const { arrivals: came, lost, moves, progress } = await cameSince(workspace, before, followed)
        // Who had lived nothing of a map takes nothing of it along: most are new, and are walked on as anybody.
        const ofMoved = moves.length > 0 ? await known.casesOf([...new Set(moves.map(([, from]) => from))]) : []
        // What stood before the first fold, or was lost, is walked whole.
        const isWhole = ({ map, tag }: Followed) => lost || ofMoved.length > MOST_ANEW || before.maps[map.id] !== tag
        const [whole, on] = [followed.filter(isWhole), followed.filter((each) => !isWhole(each))]
        const latest = whole.length > 0 ? laterOf(progress.latest, await reader.latest(workspace)) : progress.latest
        const at = timeOf({ live: progress.live, latest }, now())
        const walking = { workspace, reader, at }
        const gone = Object.keys(before.maps).filter((id) => !followed.some(({ map }) => map.id === id))
        if (gone.length > 0) await keep({ forgetMaps: gone })
        let size = 0
        for (const each of whole) size += await walkAll(walking, each, keep)
        const names = namesOf(followed)
        const events = came.events.filter(({ event }) => names.has(event))
        const persons = await people.personsOf(workspace, [...new Set(events.map(({ identifier }) => identifier))])
        const [gathered, forgetCases] = [new Gathered(), [] as CaseOf[]]
        for (const each of on)
          forgetCases.push(...(await follow(known, walking, each, { events, persons, moves, ofMoved }, gathered)))
        const anew = new Set(forgetCases.map(({ map, key }) => caseKey(map, key)))
        const dueMore = await letTimePass(known, on, anew, at, gathered)
        const forgets = now() > forgotten + HOUR
        const { passages, told, fresh } = gathered
        const forgetTold = forgets ? { forgetTold: at - TOLD_FOR } : {}
        await keep({ progress: { ...progress, latest }, forgetCases, passages, told, fresh, ...forgetTold })
        if (forgets) forgotten = now()
        return {
          rows: came.rows,
          passages: size + gathered.size,
          told: told.length + fresh.told.length,
          more: came.more || dueMore,
        }
      })
    },
  }
}
