import type { Id } from '../kernel/index.ts'
import {
  type KeptPassage,
  NO_PROGRESS,
  type OnTheWay,
  type PassageChange,
  type PassageStore,
  type Progress,
  type ToldEvent,
} from './passage-store.ts'
import { statusOf } from './walk.ts'

interface Held {
  progress: Progress
  passages: Map<string, KeptPassage>
  told: ToldEvent[]
  /** Of the last that was told. */
  position: number
}

const caseKey = ({ map, key }: { readonly map: string; readonly key: string }): string => `${map}\0${key}`
const keyOf = (passage: KeptPassage): string => `${caseKey(passage)}\0${passage.passage?.instance.number ?? 0}`

const keepIn = (held: Held, change: PassageChange): void => {
  held.progress = change.progress ?? held.progress
  const cases = new Set((change.forgetCases ?? []).map(caseKey))
  for (const [key, passage] of held.passages)
    if (change.forgetMaps?.includes(passage.map) || cases.has(caseKey(passage))) held.passages.delete(key)
  for (const passage of [...(change.fresh?.passages ?? []), ...(change.passages ?? [])])
    held.passages.set(keyOf(passage), passage)
  held.told = held.told.filter(({ at }) => at >= (change.forgetTold ?? Number.NEGATIVE_INFINITY))
  for (const event of [...(change.fresh?.told ?? []), ...(change.told ?? [])])
    if (!held.told.some(({ id }) => id === event.id)) held.told.push({ ...event, position: ++held.position })
}

const onTheWay = (passages: readonly KeptPassage[]): OnTheWay[] => {
  const maps = new Map<string, Map<string | null, { open: number; late: number }>>()
  for (const { map, stage, passage } of passages) {
    if (!passage || statusOf(passage) !== 'open') continue
    const stages = maps.get(map) ?? new Map<string | null, { open: number; late: number }>()
    maps.set(map, stages)
    const counts = stages.get(stage) ?? { open: 0, late: 0 }
    stages.set(stage, { open: counts.open + 1, late: counts.late + (passage.late ? 1 : 0) })
  }
  return [...maps]
    .map(([map, stages]) => {
      const each = [...stages].map(([stage, counts]) => ({ stage, ...counts }))
      return {
        map,
        open: each.reduce((sum, { open }) => sum + open, 0),
        late: each.reduce((sum, { late }) => sum + late, 0),
        stages: each.sort((a, b) => ((a.stage ?? '') < (b.stage ?? '') ? -1 : 1)),
      }
    })
    .sort((a, b) => (a.map < b.map ? -1 : 1))
}

/** Where everybody stands, in memory: the twin of the real store. */
export const createMemoryPassageStore = (): PassageStore => {
  const workspaces = new Map<string, Held>()
  let last: Promise<unknown> = Promise.resolve()
  const heldOf = (workspace: Id<'Workspace'>): Held => {
    const held = workspaces.get(workspace) ?? { progress: NO_PROGRESS, passages: new Map(), told: [], position: 0 }
    workspaces.set(workspace, held)
    return held
  }
  return {
    change: (workspace, work) => {
      const turn = last.then(async () => {
        const held = heldOf(workspace)
        const draft: Held = { ...held, passages: new Map(held.passages), told: [...held.told] }
        const all = () => [...draft.passages.values()]
        const known = {
          progress: async () => draft.progress,
          latestOf: async (map: string, keys: readonly string[]) => {
            const wanted = new Set(keys)
            return new Map(
              all().flatMap((each) =>
                each.map === map && each.latest && wanted.has(each.key) ? [[each.key, each] as const] : [],
              ),
            )
          },
          due: async (before: number, most: number) =>
            all()
              .filter(({ due }) => due !== null && due < before)
              .sort((a, b) => (a.due ?? 0) - (b.due ?? 0))
              .slice(0, most),
          casesOf: async (people: readonly string[]) => [
            ...new Map(
              all()
                .filter(({ person }) => people.includes(person))
                .map(({ map, key, person }) => [caseKey({ map, key }), { map, key, person }]),
            ).values(),
          ],
        }
        const result = await work(known, async (change) => keepIn(draft, change))
        Object.assign(held, draft)
        return result
      })
      last = turn.catch(() => {})
      return turn
    },
    progress: async (workspace) => heldOf(workspace).progress,
    onTheWay: async (workspace) => onTheWay([...heldOf(workspace).passages.values()]),
    of: async (workspace, people) =>
      [...heldOf(workspace).passages.values()]
        .filter(({ passage, person }) => passage !== null && people.includes(person))
        .sort((a, b) => (b.passage?.instance.openedAt ?? 0) - (a.passage?.instance.openedAt ?? 0)),
    told: async (workspace, after, most) =>
      heldOf(workspace)
        .told.filter(({ position }) => position > after)
        .slice(0, most),
  }
}
