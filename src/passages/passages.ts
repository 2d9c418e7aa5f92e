import type { ArrivalReader, Arrivals, Event } from '../events/index.ts'
import type { Actor } from '../governance/index.ts'
import { type JourneyRules, type Recogniser, recogniserOf, rulesOf, SURVEY } from '../journeys/index.ts'
import { type Clock, DAY, HOUR, type Id, type Instant } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { PassageReader } from './passage-reader.ts'
import type {
  CaseOf,
  JourneyEvent,
  KeptPassage,
  KnownPassages,
  PassageChange,
  PassageStore,
  Progress,
} from './passage-store.ts'
import { stepOf } from './step.ts'
import { comparePlaces, dueAt, type Passage, type Place, type Step, type Turn, walk } from './walk.ts'

/** Who is who, as the passages need it. */
export interface PassagePeople {
  /** Under whom the events of each are counted, where that is not itself. */
  personsOf(workspace: Id<'Workspace'>, identifiers: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The version of the identities, and who was counted otherwise since another: whom events went to, and from whom. */
  changes(
    workspace: Id<'Workspace'>,
    since: number,
  ): Promise<{ readonly version: number; readonly moves: readonly Move[] }>
}

export type Move = readonly [to: string, from: string]

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

/** What happened longer ago is history when it comes in: it is kept, and told to nobody. */
const NEWS = 7 * DAY
/** Who reads what is told has this long to. */
const TOLD_FOR = 90 * DAY
/** Beyond so many cases whose events are counted otherwise, everybody is walked anew. */
const MOST_ANEW = 20_000
/** Of which time makes something in one fold. */
const MOST_DUE = 20_000
/** Passages kept in one go where a whole map is walked. */
const PORTION = 20_000

interface Followed {
  readonly map: JourneyMap
  readonly revision: number
  readonly recogniser: Recogniser
  readonly rules: JourneyRules
  readonly tag: string
}

const followedOf = ({ map, revision }: { readonly map: JourneyMap; readonly revision: number }): Followed => ({
  map,
  revision,
  recogniser: recogniserOf(map),
  rules: rulesOf(map),
  tag: String(revision),
})

/** Every name that a rule of these maps recognises. */
const namesOf = (maps: readonly Followed[]): ReadonlySet<string> =>
  new Set([
    SURVEY,
    ...maps.flatMap(({ recogniser: { touchpoints, entry, success } }) =>
      [...touchpoints.flatMap(({ rules }) => rules), ...(entry ? [entry] : []), ...(success ? [success] : [])].flatMap(
        ({ event }) => event,
      ),
    ),
  ])

interface Case {
  readonly key: string
  readonly named: boolean
  readonly person: string
}

const kept = (
  { map, rules }: Followed,
  { key, person }: Case,
  passages: readonly Passage[],
  last: Place,
): KeptPassage[] => {
  const common = { map: map.id, key, person, last: { at: last.at, rank: last.rank, seq: last.seq } }
  if (passages.length === 0) return [{ ...common, passage: null, stage: null, latest: true, due: null }]
  return passages.map((passage, i) => ({
    ...common,
    passage,
    stage: map.stages[passage.instance.stage]?.id ?? null,
    latest: i === passages.length - 1,
    due: dueAt(passage, rules),
  }))
}

const told = ({ map, revision }: Followed, person: string, turns: readonly Turn[], now: Instant): JourneyEvent[] =>
  turns.flatMap(({ kind, at, stage, cause }) => {
    if (at < now - NEWS) return []
    const stageId = map.stages[stage]?.id ?? null
    return [
      { id: `${map.id}:${kind}:${stageId ?? ''}:${cause}`, kind, at, map: map.id, revision, stage: stageId, person },
    ]
  })

/** Changes of one fold, gathered. */
class Gathered {
  readonly passages: KeptPassage[] = []
  readonly told: JourneyEvent[] = []
  /** Of cases that nothing was known of. */
  readonly fresh: { readonly passages: KeptPassage[]; readonly told: JourneyEvent[] } = { passages: [], told: [] }

  get size(): number {
    return this.passages.length + this.fresh.passages.length
  }

  walked(
    followed: Followed,
    of: Case,
    before: Passage | 'nothing' | undefined,
    steps: readonly Step[],
    last: Place,
    now: Instant,
  ) {
    const known = before === 'nothing' ? undefined : before
    const { passages, turns } = walk(known, steps, followed.rules, { named: of.named, now })
    const into = before === 'nothing' ? this.fresh : this
    for (const passage of kept(followed, of, passages, last)) into.passages.push(passage)
    for (const turn of told(followed, of.person, turns, now)) into.told.push(turn)
  }
}

/** Events by the case that they are of, as a map sees them. */
const casesIn = (
  { recogniser }: Followed,
  events: readonly Event[],
  persons: ReadonlyMap<string, string>,
): Map<string, Case & { person: string; readonly steps: Step[] }> => {
  const cases = new Map<string, Case & { person: string; readonly steps: Step[] }>()
  for (const event of events) {
    const step = stepOf(recogniser, event)
    if (!step) continue
    const person = persons.get(event.identifier) ?? event.identifier
    const named = event.caseId !== ''
    const key = named ? `case:${event.caseId}` : `person:${person}`
    const found = cases.get(key) ?? { key, named, person, steps: [] }
    found.steps.push(step)
    cases.set(key, found)
    found.person = person
  }
  return cases
}

/** What of some steps comes after a place; `undefined` where one belongs before it, and the case must be walked anew. */
const after = (steps: readonly Step[], last: Place): Step[] | undefined => {
  const fresh: Step[] = []
  for (const step of steps) {
    const order = comparePlaces(step, last)
    if (order < 0) return undefined
    // The very event that was walked last has come by another way.
    if (order > 0) fresh.push(step)
  }
  return fresh
}

/** Those of whom something that was walked went to another, and to whom it went, over as many moves as it took. */
const touchedBy = (moves: readonly Move[], walked: Iterable<string>): Set<string> => {
  const to = new Map<string, string[]>()
  for (const [whom, from] of moves) to.set(from, [...(to.get(from) ?? []), whom])
  const touched = new Set(walked)
  for (const person of touched) for (const whom of to.get(person) ?? []) touched.add(whom)
  return touched
}

const laterOf = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)

const nothing = (end: number): Arrivals => ({ events: [], end, latest: null, live: false, rows: 0, more: false })

/** The time at which everybody stands: the clock's once anything is heard live, else that of the latest event. */
const timeOf = ({ live, latest }: Pick<Progress, 'live' | 'latest'>, clock: Instant): Instant =>
  live ? clock : (latest ?? clock)

export const createPassages = ({ store, arrivals, reader, people, maps, now }: PassagePorts): Passages => {
  type Keep = (change: PassageChange) => Promise<void>
  let forgotten = Number.NEGATIVE_INFINITY

  const walkAnew = async (
    workspace: Id<'Workspace'>,
    followed: Followed,
    keys: readonly string[],
    at: Instant,
    gathered: Gathered,
  ): Promise<void> => {
    for (const found of await reader.of(workspace, followed.recogniser, keys)) {
      const last = found.steps.at(-1)
      if (last) gathered.walked(followed, found, undefined, found.steps, last, at)
    }
  }
  const walkAll = async (workspace: Id<'Workspace'>, followed: Followed, at: Instant, keep: Keep): Promise<number> => {
    let size = 0
    await keep({ forgetMaps: [followed.map.id] })
    for await (const cases of reader.all(workspace, followed.recogniser)) {
      for (let from = 0; from < cases.length; from += PORTION) {
        const gathered = new Gathered()
        for (const found of cases.slice(from, from + PORTION)) {
          const last = found.steps.at(-1)
          if (last) gathered.walked(followed, found, undefined, found.steps, last, at)
        }
        size += gathered.size
        await keep({ passages: gathered.passages, told: gathered.told })
      }
    }
    return size
  }
  /** Walks the cases of what came in on; gives those that must be walked anew. */
  const walkOn = async (
    known: KnownPassages,
    followed: Followed,
    cases: ReturnType<typeof casesIn>,
    at: Instant,
    gathered: Gathered,
  ): Promise<string[]> => {
    const latest = await known.latestOf(followed.map.id, [...cases.keys()])
    const anew: string[] = []
    for (const [key, found] of cases) {
      const before = latest.get(key)
      const steps = before ? after(found.steps.sort(comparePlaces), before.last) : found.steps.sort(comparePlaces)
      const last = steps?.at(-1)
      if (!steps) anew.push(key)
      else if (last)
        gathered.walked(followed, found, before ? (before.passage ?? undefined) : 'nothing', steps, last, at)
    }
    return anew
  }
  const dueNow = async (
    known: KnownPassages,
    followed: ReadonlyMap<string, Followed>,
    anew: ReadonlySet<string>,
    at: Instant,
    gathered: Gathered,
  ): Promise<boolean> => {
    const touched = new Set(gathered.passages.map(({ map, key }) => `${map}\0${key}`))
    const due = await known.due(at, MOST_DUE)
    for (const found of due) {
      const by = followed.get(found.map)
      const id = `${found.map}\0${found.key}`
      if (!by || !found.passage || touched.has(id) || anew.has(id)) continue
      gathered.walked(by, { ...found, named: found.passage.instance.named }, found.passage, [], found.last, at)
    }
    return due.length === MOST_DUE
  }
  return {
    fold: async (actor) => {
      const { workspace } = actor
      const followed = (await maps(actor)).map(followedOf)
      return store.change(workspace, async (known, keep) => {
        const before = await known.progress()
        const { version, moves } = await people.changes(workspace, before.identities)
        const start = before.offset ?? (await arrivals.end())
        // What was kept of before is kept for good.
        await arrivals.passed(start)
        const read = await arrivals.after(workspace, start)
        const lost = read === undefined
        const came: Arrivals = read ?? nothing(await arrivals.end())
        const names = namesOf(followed)
        const events = came.events.filter(({ event }) => names.has(event))
        const progress: Progress = {
          offset: came.end,
          identities: version,
          latest: laterOf(before.latest, came.latest),
          live: before.live || came.live,
          maps: Object.fromEntries(followed.map(({ map, tag }) => [map.id, tag])),
        }
        // Who had lived nothing of a map takes nothing of it along: most are new, and are walked on as anybody.
        const ofMoved = moves.length > 0 ? await known.casesOf([...new Set(moves.map(([, from]) => from))]) : []
        // What stood before the first fold, or was lost, is walked whole.
        const whole = followed.filter(
          ({ map, tag }) => lost || ofMoved.length > MOST_ANEW || before.maps[map.id] !== tag,
        )
        const latest =
          whole.length > 0 ? await laterOf(progress.latest, await reader.latest(workspace)) : progress.latest
        const at = timeOf({ live: progress.live, latest }, now())
        const gone = Object.keys(before.maps).filter((id) => !followed.some(({ map }) => map.id === id))
        if (gone.length > 0) await keep({ forgetMaps: gone })
        let size = 0
        for (const each of whole) size += await walkAll(workspace, each, at, keep)
        const on = followed.filter((each) => !whole.includes(each))
        const gathered = new Gathered()
        const forgetCases: CaseOf[] = []
        const persons = await people.personsOf(workspace, [...new Set(events.map(({ identifier }) => identifier))])
        const anewAll = new Set<string>()
        for (const each of on) {
          const cases = casesIn(each, events, persons)
          const mine = ofMoved.filter(({ map }) => map === each.map.id)
          const touched = touchedBy(
            moves,
            mine.map(({ person }) => person),
          )
          const anew = new Set([...mine.map(({ key }) => key), ...[...touched].map((person) => `person:${person}`)])
          for (const key of anew) cases.delete(key)
          for (const key of await walkOn(known, each, cases, at, gathered)) anew.add(key)
          for (const key of anew) {
            forgetCases.push({ map: each.map.id, key })
            anewAll.add(`${each.map.id}\0${key}`)
          }
          await walkAnew(workspace, each, [...anew], at, gathered)
        }
        const dueMore = await dueNow(known, new Map(on.map((each) => [each.map.id, each])), anewAll, at, gathered)
        await keep({
          progress: { ...progress, latest },
          forgetCases,
          passages: gathered.passages,
          told: gathered.told,
          fresh: gathered.fresh,
          ...(now() > forgotten + HOUR && { forgetTold: at - TOLD_FOR }),
        })
        if (now() > forgotten + HOUR) forgotten = now()
        return {
          rows: came.rows,
          passages: size + gathered.size,
          told: gathered.told.length + gathered.fresh.told.length,
          more: came.more || dueMore,
        }
      })
    },
  }
}
