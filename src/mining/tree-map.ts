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
    stages.push(stageOf(part))
  }
  close()
  return stages.filter(({ places }) => places.length > 0)
}

/**
 * A draft map with the stages, needs, repeats and returns of a tree. `drafted` is a map of the same activities, whose
 * touchpoints (title: the activity) keep their ids, channels and rules.
 */
export const mapOfTree = (tree: ProcessTree, names: readonly string[], drafted: JourneyMap): TreeMap => {
  const known = new Map(drafted.touchpoints.map((touchpoint) => [touchpoint.title, touchpoint]))
  const found = stagesOf(tree)
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
