import type { JourneyMap, Stage, Touchpoint, Transition } from '../maps/index.ts'
import { activitiesOf, type ProcessTree } from './process-tree.ts'

/** How a touchpoint stands in the tree. */
interface Place {
  readonly activity: number
  readonly optional: boolean
  readonly repeatable: boolean
}

interface DiscoveredStage {
  readonly places: readonly Place[]
  readonly anyOrder?: true
  readonly choice?: readonly (readonly number[])[]
  /** From the last of these back to the first. */
  readonly loop?: true
  /** The format cannot say all that the tree does. */
  readonly simplified?: string
}

/** A map that a tree stands for, and what of the tree the format cannot say. */
export interface TreeMap {
  readonly map: JourneyMap
  readonly simplified: readonly string[]
}

/** More touchpoints than this in any order are not aligned exactly. */
const MOST_ANY_ORDER = 12

const whole = (activity: number): Place => ({ activity, optional: false, repeatable: false })

/** A single touchpoint, perhaps skipped, perhaps repeated. */
const placeOf = (tree: ProcessTree): Place | undefined => {
  if (tree.kind === 'activity') return whole(tree.activity)
  if (tree.kind === 'silent' || tree.parts.length !== 2) return undefined
  const [first, second] = tree.parts
  if (tree.kind === 'choice') {
    const inner = first?.kind === 'silent' ? second : second?.kind === 'silent' ? first : undefined
    const place = inner && placeOf(inner)
    return place && { ...place, optional: true }
  }
  const body = tree.kind === 'loop' && second?.kind === 'silent' ? first && placeOf(first) : undefined
  return body && { ...body, repeatable: true }
}

const loose = (tree: ProcessTree): Place[] =>
  activitiesOf(tree).map((activity) => ({ activity, optional: true, repeatable: false }))

/** Alternatives as the format has them: sequences of touchpoints. */
const choiceOf = (parts: readonly ProcessTree[]): DiscoveredStage | undefined => {
  const silent = parts.some(({ kind }) => kind === 'silent')
  const branches = parts
    .filter(({ kind }) => kind !== 'silent')
    .map((part) => (part.kind === 'sequence' ? part.parts : [part]).map(placeOf))
  if (branches.some((branch) => branch.some((place) => place === undefined))) return undefined
  const places = branches.map((branch) => branch as Place[])
  return {
    places: places.flat().map((place) => (silent ? { ...place, optional: true } : place)),
    choice: places.map((branch) => branch.map(({ activity }) => activity)),
  }
}

const stageOf = (tree: ProcessTree): DiscoveredStage => {
  const flattened = (kind: string): DiscoveredStage => {
    const places = loose(tree)
    return { places, ...(places.length <= MOST_ANY_ORDER && { anyOrder: true as const }), simplified: kind }
  }
  const place = placeOf(tree)
  if (place) return { places: [place] }
  if (tree.kind === 'silent' || tree.kind === 'activity') return { places: [] }
  if (tree.kind === 'choice') return choiceOf(tree.parts) ?? flattened('choice')
  if (tree.kind === 'parallel') {
    const places = tree.parts.map(placeOf)
    const exact = places.length <= MOST_ANY_ORDER && places.every((one) => one !== undefined)
    return exact ? { places: places as Place[], anyOrder: true } : flattened('parallel')
  }
  if (tree.kind === 'loop') {
    const inside = tree.parts.flatMap((part) => (part.kind === 'sequence' ? part.parts : [part])).filter(isLoud)
    const places = inside.map(placeOf)
    const exact = places.every((one) => one !== undefined)
    const redone = new Set(tree.parts.slice(1).flatMap(activitiesOf))
    const found = exact ? (places as Place[]) : loose(tree)
    return {
      // What is lived only when going round again may be skipped.
      places: found.map((one) => ({ ...one, repeatable: true, optional: one.optional || redone.has(one.activity) })),
      loop: true,
      ...(!exact && { simplified: 'loop' }),
    }
  }
  return flattened('sequence')
}

const isLoud = ({ kind }: ProcessTree) => kind !== 'silent'

/** A block of more touchpoints than these that the format cannot say is opened up: one heap of them all tells nobody anything. */
const MOST_HEAPED = 6

/** Marks each place of some stages: all of a choice may be skipped, all of a loop repeated. */
const marked = (stages: readonly DiscoveredStage[], kind: ProcessTree['kind']): DiscoveredStage[] =>
  stages.map((stage, at) => ({
    ...stage,
    places: stage.places.map((place) => ({
      ...place,
      optional: place.optional || kind === 'choice',
      repeatable: place.repeatable || kind === 'loop',
    })),
    ...(at === 0 && kind !== 'sequence' && { simplified: stage.simplified ?? kind }),
  }))

/** The stages inside a block that the format cannot say: its single touchpoints as one, in any order, then its larger parts. */
const opened = (tree: ProcessTree): DiscoveredStage[] => {
  if (tree.kind === 'silent' || tree.kind === 'activity') return []
  const parts = tree.parts.filter(isLoud)
  const singles = parts.flatMap((part) => placeOf(part) ?? [])
  const larger = parts.filter((part) => placeOf(part) === undefined)
  const heap: DiscoveredStage[] =
    singles.length === 0 ? [] : [{ places: singles, ...(singles.length > 1 && { anyOrder: true as const }) }]
  return marked([...heap, ...larger.flatMap(stagesOf)], tree.kind)
}

/** Stages of a tree: touchpoints that simply follow each other are one, every block is its own. */
const stagesOf = (tree: ProcessTree): DiscoveredStage[] => {
  const stages: DiscoveredStage[] = []
  let simple: Place[] = []
  const close = () => {
    if (simple.length > 0) stages.push({ places: simple })
    simple = []
  }
  for (const part of tree.kind === 'sequence' ? tree.parts : [tree]) {
    const place = placeOf(part)
    if (place) {
      simple.push(place)
      continue
    }
    close()
    const stage = stageOf(part)
    const heaped = stage.simplified !== undefined && stage.places.length > MOST_HEAPED
    stages.push(...(heaped ? (part.kind === 'sequence' ? stagesOf(part) : opened(part)) : [stage]))
  }
  close()
  return stages.filter(({ places }) => places.length > 0)
}

/** A long run of touchpoints is told in the stages of the draft that they come from. */
const inStages = (stages: readonly DiscoveredStage[], stageOf: (place: Place) => string): DiscoveredStage[] =>
  stages.flatMap((stage) => {
    const { places, anyOrder, choice, loop } = stage
    if (anyOrder || choice || loop || places.length <= MOST_HEAPED) return [stage]
    const cuts = places.flatMap((place, at) =>
      at > 0 && stageOf(place) !== stageOf(places[at - 1] ?? place) ? [at] : [],
    )
    return [0, ...cuts].map((from, k) => ({ ...stage, places: places.slice(from, cuts[k] ?? places.length) }))
  })

/**
 * A draft map with the stages, needs, repeats and returns of a tree. `drafted` is a map of the same activities, whose
 * touchpoints (title: the activity) keep their ids, channels and rules.
 */
export const mapOfTree = (tree: ProcessTree, names: readonly string[], drafted: JourneyMap): TreeMap => {
  const known = new Map(drafted.touchpoints.map((touchpoint) => [touchpoint.title, touchpoint]))
  const found = inStages(stagesOf(tree), ({ activity }) => known.get(names[activity] ?? '')?.stage ?? '')
  const idOf = (activity: number) => known.get(names[activity] ?? '')?.id ?? ''
  const phase = (index: number) => (index === 0 ? 'before' : index === found.length - 1 ? 'after' : 'during')
  const touchpoints: Touchpoint[] = []
  const transitions: Transition[] = []
  const stages = found.map(({ places, anyOrder, choice, loop }, index): Stage => {
    const id = `stage-${index + 1}`
    const own = places.flatMap(({ activity, optional, repeatable }) => {
      const touchpoint = known.get(names[activity] ?? '')
      if (!touchpoint) return []
      const { repeatable: _, ...rest } = touchpoint
      const need = optional ? 'optional' : 'mandatory'
      return [{ ...rest, stage: id, need, ...(repeatable && { repeatable: true }) } satisfies Touchpoint]
    })
    touchpoints.push(...own)
    const [first, last] = [own[0], own.at(-1)]
    if (loop && first && last && first !== last) transitions.push({ from: last.id, to: first.id, kind: 'return' })
    return {
      id,
      phase: phase(index),
      title: first?.title ?? '',
      ...(anyOrder && { any_order: true }),
      ...(choice && { choice: choice.map((branch) => branch.map(idOf)) }),
    }
  })
  const { transitions: _, ...rest } = drafted
  return {
    map: { ...rest, stages, touchpoints, ...(transitions.length > 0 && { transitions }) },
    simplified: found.flatMap(({ simplified, places }) =>
      simplified === undefined
        ? []
        : [`${simplified}: ${places.map(({ activity }) => names[activity] ?? '').join(', ')}`],
    ),
  }
}
