import type { MapChange } from '../drafts/index.ts'
import type { Instant } from '../kernel/index.ts'
import { type Evidence, idFromTitle, type JourneyMap, type Touchpoint } from '../maps/index.ts'
import { evidenceOf, sourceOf } from './outcome.ts'
import { resultOf } from './result.ts'
import { planOf, type Workshop, type WorkshopAnswer } from './workshop.ts'

/** Something that the room said and that the map may gain: one of them at a time, when somebody decides so. */
export interface Addition {
  /** The same for the same words, whenever it is asked. */
  readonly key: string
  readonly kind: 'missing' | 'matters' | 'remarks'
  /** In the room's words; of what matters, the touchpoint's id. */
  readonly text: string
  /** The stage that it is about, where one is said. */
  readonly stage: string | null
  /** How many people said it. */
  readonly n: number
  /** Where it stands in the map already: `touchpoint:ID` or `stage:ID`. */
  readonly placed: string | null
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()

/** The same words said by several people are one addition, which that many stand behind. */
const counted = (all: readonly Omit<Addition, 'n' | 'placed'>[]): readonly Omit<Addition, 'placed'>[] => {
  const known = new Map<string, Omit<Addition, 'placed'>>()
  for (const one of all) known.set(one.key, { ...one, n: (known.get(one.key)?.n ?? 0) + 1 })
  return [...known.values()].sort((a, b) => b.n - a.n || (a.text < b.text ? -1 : 1))
}

const saidIn = (workshop: Workshop, answers: readonly WorkshopAnswer[]): readonly Omit<Addition, 'placed'>[] =>
  planOf(workshop.outline)
    .filter(({ id }) => workshop.stand.revealed.includes(id))
    .flatMap((question) => {
      const result = resultOf(question, workshop.outline, answers)
      switch (result.kind) {
        case 'missing':
          return counted(
            result.proposed.map(({ stage, title }) => ({
              ...{ kind: 'missing' as const, text: title, stage },
              key: `missing:${stage}:${plain(title)}`,
            })),
          )
        case 'matters':
          return (result.chosen ?? []).map(({ id, count }) => ({
            ...{ kind: 'matters' as const, text: id, stage: null },
            ...{ key: `matters:${id}`, n: count },
          }))
        case 'remarks':
          return counted(
            result.said.map(({ stage, text }) => ({
              ...{ kind: 'remarks' as const, text, stage: stage ?? null },
              key: `remarks:${stage ?? ''}:${plain(text)}`,
            })),
          )
        default:
          return []
      }
    })

const from = (workshop: Workshop, evidence: Evidence | undefined): boolean =>
  evidence?.sources?.includes(sourceOf(workshop)) ?? false

const placedIn = (map: JourneyMap, workshop: Workshop, { kind, text }: Omit<Addition, 'placed'>): string | null => {
  const same = (words: unknown) => typeof words === 'string' && plain(words) === plain(text)
  const holds = ({ moments = [] }: Touchpoint, wanted: 'truth' | 'irritant') =>
    moments.some((moment) => moment.kind === wanted && from(workshop, moment.evidence))
  const touchpoint = map.touchpoints.find((one) =>
    kind === 'missing'
      ? same(one.title) && holds(one, 'irritant')
      : kind === 'matters' && one.id === text && holds(one, 'truth'),
  )
  if (touchpoint) return `touchpoint:${touchpoint.id}`
  const stage =
    kind === 'remarks' &&
    map.stages.find(({ experience = [] }) =>
      experience.some(({ thinking, evidence }) => from(workshop, evidence) && same(thinking)),
    )
  return stage ? `stage:${stage.id}` : null
}

/** What the room proposes to add to the map: of the answers that were revealed only. */
export const additionsOf = (
  workshop: Workshop,
  answers: readonly WorkshopAnswer[],
  map: JourneyMap,
): readonly Addition[] => saidIn(workshop, answers).map((one) => ({ ...one, placed: placedIn(map, workshop, one) }))

const freeId = (map: JourneyMap, title: string): string => {
  const taken = new Set([...map.touchpoints, ...map.stages].map(({ id }) => id))
  const wanted = idFromTitle(title, 'touchpoint')
  let id = wanted
  for (let again = 2; taken.has(id); again++) id = `${wanted}-${again}`
  return id
}

/**
 * The change that puts an addition on the map, with what it rests on: how many people of the room said it. What is
 * missing becomes a touchpoint that is expected and absent; what matters, a moment of truth to confirm; a remark, a
 * thought about its stage. `undefined` where the map has no place for it any more.
 */
export const changeFor = (
  workshop: Workshop,
  { kind, text, stage, n }: Addition,
  map: JourneyMap,
  at: Instant,
): { readonly change: MapChange; readonly placed: string } | undefined => {
  const evidence = evidenceOf(workshop, n, at)
  const proposed = { origin: 'workshop', status: 'proposed', evidence } as const
  if (kind === 'matters') {
    if (!map.touchpoints.some(({ id }) => id === text)) return undefined
    const value = { kind: 'truth', ...proposed }
    return { change: { do: 'insert', at: ['touchpoints', text, 'moments'], value }, placed: `touchpoint:${text}` }
  }
  if (!map.stages.some(({ id }) => id === stage) || stage === null) return undefined
  if (kind === 'remarks') {
    const { persona } = workshop
    const value = { ...(persona !== undefined && { persona }), thinking: text, evidence }
    return { change: { do: 'insert', at: ['stages', stage, 'experience'], value }, placed: `stage:${stage}` }
  }
  const id = freeId(map, text)
  const moments = [{ kind: 'irritant', presence: 'missing', ...proposed }] as const
  const touchpoint: Touchpoint = { id, stage, title: text, need: 'expected_absent', moments }
  return { change: { do: 'add-touchpoint', touchpoint }, placed: `touchpoint:${id}` }
}
