import type { Id, Instant } from '../kernel/index.ts'
import { after, type Cases } from './cases-in.ts'
import type { Followed } from './followed.ts'
import { Gathered } from './gathered.ts'
import type { CaseSteps, PassageReader } from './passage-reader.ts'
import type { KnownPassages, PassageChange } from './passage-store.ts'
import { comparePlaces } from './walk.ts'

/** Of which time makes something in one fold. */
const MOST_DUE = 20_000
/** Passages kept in one go where a whole map is walked. */
const PORTION = 20_000

/** What cases are walked with: where they are read, and the time at which everybody stands. */
export interface Walking {
  readonly workspace: Id<'Workspace'>
  readonly reader: PassageReader
  readonly at: Instant
}

/** One case of one map, as its change is told apart. */
export const caseKey = (map: string, key: string): string => `${map}\0${key}`

const walkWhole = (followed: Followed, cases: readonly CaseSteps[], at: Instant, gathered: Gathered): void => {
  for (const found of cases) {
    const last = found.steps.at(-1)
    if (last) gathered.walked(followed, found, undefined, found.steps, last, at)
  }
}

/** Walks some cases again, from all that was lived in them. */
export const walkAnew = async (
  { workspace, reader, at }: Walking,
  followed: Followed,
  keys: readonly string[],
  gathered: Gathered,
): Promise<void> => walkWhole(followed, await reader.of(workspace, followed.recogniser, keys), at, gathered)

/** Walks everybody on a map again, and keeps that portion by portion; gives how many passages there are. */
export const walkAll = async (
  { workspace, reader, at }: Walking,
  followed: Followed,
  keep: (change: PassageChange) => Promise<void>,
): Promise<number> => {
  let size = 0
  await keep({ forgetMaps: [followed.map.id] })
  for await (const cases of reader.all(workspace, followed.recogniser)) {
    for (let from = 0; from < cases.length; from += PORTION) {
      const gathered = new Gathered()
      walkWhole(followed, cases.slice(from, from + PORTION), at, gathered)
      size += gathered.size
      await keep({ passages: gathered.passages, told: gathered.told })
    }
  }
  return size
}

/** Walks the cases of what came in on; gives those that must be walked anew. */
export const walkOn = async (
  known: KnownPassages,
  followed: Followed,
  cases: Cases,
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
    else if (last) gathered.walked(followed, found, before ? (before.passage ?? undefined) : 'nothing', steps, last, at)
  }
  return anew
}

/** Lets time pass over whom it makes something of, but for those who are walked otherwise; gives whether more are due. */
export const letTimePass = async (
  known: KnownPassages,
  followed: readonly Followed[],
  anew: ReadonlySet<string>,
  at: Instant,
  gathered: Gathered,
): Promise<boolean> => {
  const by = new Map(followed.map((each) => [each.map.id, each]))
  const walked = new Set(gathered.passages.map(({ map, key }) => caseKey(map, key)))
  const due = await known.due(at, MOST_DUE)
  for (const found of due) {
    const following = by.get(found.map)
    const id = caseKey(found.map, found.key)
    if (!following || !found.passage || walked.has(id) || anew.has(id)) continue
    gathered.walked(following, { ...found, named: found.passage.instance.named }, found.passage, [], found.last, at)
  }
  return due.length === MOST_DUE
}
