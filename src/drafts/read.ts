import type * as Y from 'yjs'
import type { Json } from '../events/index.ts'
import type { JourneyMap, Stage, Touchpoint } from '../maps/index.ts'
import { type Draft, draftOf } from './draft.ts'
import { byRank } from './order.ts'
import { item, nameOf, WAS } from './place.ts'
import { itemValue, type Node, ranked, rankOf, valueAt } from './tree.ts'

/**
 * The map that a draft says, without revision and status: the same on every replica that has the same edits. What did
 * not change since the last reading is the same object.
 */
export const readDraft = (doc: Y.Doc): JourneyMap => {
  const draft = draftOf(doc)
  draft.map ??= mapOf(draft)
  return draft.map
}

type Fields = Readonly<Record<string, Json>>

const mapOf = (draft: Draft): JourneyMap => {
  const { root } = draft
  const names = [...root.steps.keys()].filter((step) => !LISTS.has(step))
  const plain = Object.fromEntries(
    names.flatMap((step) => {
      const node = root.steps.get(step)
      const value = node && valueAt(node)
      return value === undefined ? [] : [[nameOf(step), value] as const]
    }),
  )
  const touchpoints = touchpointsOf(draft)
  const stages = stagesOf(draft, touchpoints)
  const list = (name: string) => {
    const node = root.steps.get(name)
    return node && valueAt(node)
  }
  const lanes = root.steps.has('lanes') ? itemsOf(root, 'lanes', (_id, fields) => fields) : undefined
  const transitions = withoutGone(root, list('transitions'), ['from', 'to'])
  const links = withoutGone(root, list('links'), ['at'])
  return {
    format: 'parcours/1',
    id: '',
    title: '',
    ...plain,
    stages,
    touchpoints,
    ...(transitions !== undefined && { transitions }),
    ...(lanes !== undefined && (lanes.length > 0 || root.steps.get('lanes')?.entry !== undefined) && { lanes }),
    ...(links !== undefined && { links }),
  } as unknown as JourneyMap
}

const LISTS = new Set(['stages', 'touchpoints', 'transitions', 'lanes', 'links'])

const readItems = new WeakMap<object, object>()

/** The items of a list that have ids, each the same object until it changes. */
const itemsOf = <T extends object>(root: Node, list: string, complete: (id: string, fields: Fields) => Fields): T[] => {
  const node = root.steps.get(list)
  return ranked(node).map(({ key }) => itemOf<T>(node, key, complete))
}

const itemOf = <T extends object>(
  list: Node | undefined,
  key: string,
  complete: (id: string, fields: Fields) => Fields,
): T => {
  const node = list?.steps.get(item(key))
  const fields = ((node && itemValue(node)) ?? {}) as Fields
  const known = readItems.get(fields) as T | undefined
  const value = known ?? ({ id: key, ...complete(key, fields) } as unknown as T)
  if (!known) readItems.set(fields, value)
  return value
}

/** What a format asks for stands there even where somebody erased it meanwhile. */
const completeStage = (id: string, fields: Fields): Fields => ({ phase: 'during', title: id, ...fields })
const completeTouchpoint = (id: string, fields: Fields): Fields => ({ stage: '', title: id, ...fields })

const touchpointsOf = ({ root }: Draft): readonly Touchpoint[] =>
  itemsOf<Touchpoint>(root, 'touchpoints', completeTouchpoint)

/**
 * The stages that are there, and those that were removed while somebody put a touchpoint in them: nothing is lost, the
 * stage comes back to where it stood and both see it.
 */
const stagesOf = ({ root }: Draft, touchpoints: readonly Touchpoint[]): readonly Stage[] => {
  const list = root.steps.get('stages')
  const there = ranked(list)
  const known = new Set(there.map(({ key }) => key))
  const asked = [...new Set(touchpoints.map(({ stage }) => stage))].filter((stage) => !known.has(stage))
  const back = asked.map((key) => ({ key, rank: whereItWas(list, key) }))
  return [...there, ...back]
    .sort(byRank)
    .map(({ key }) => withoutGoneChoices(root, itemOf<Stage>(list, key, completeStage)))
}

/** After every rank. */
const LAST = '~'

const whereItWas = (stages: Node | undefined, key: string): string => {
  const was = stages?.steps.get(item(key))?.steps.get(WAS)?.entry
  return typeof was === 'string' ? was : LAST
}

/** A touchpoint that was removed, not one that was never there: its words are still known. */
const isGone = (root: Node, id: string): boolean => {
  const node = root.steps.get('touchpoints')?.steps.get(item(id))
  return node !== undefined && rankOf(node) === undefined
}

/** What leads to a touchpoint that was removed goes with it, and comes back with it. */
const withoutGone = (root: Node, list: Json | undefined, ends: readonly string[]): Json | undefined => {
  if (!Array.isArray(list)) return list
  const kept = list.filter((each: Fields) => !ends.some((end) => isGone(root, String(each[end]))))
  return kept.length === list.length ? list : kept.length > 0 ? kept : undefined
}

const trimmed = new WeakMap<Stage, { readonly gone: string; readonly stage: Stage }>()

const withoutGoneChoices = (root: Node, stage: Stage): Stage => {
  const { choice, ...rest } = stage
  if (!choice) return stage
  const gone = choice.flat().filter((id) => isGone(root, id))
  if (gone.length === 0) return stage
  const known = trimmed.get(stage)
  if (known?.gone === gone.join()) return known.stage
  const left = choice.map((ids) => ids.filter((id) => !gone.includes(id))).filter((ids) => ids.length > 0)
  const value: Stage = left.length > 0 ? { ...rest, choice: left } : rest
  trimmed.set(stage, { gone: gone.join(), stage: value })
  return value
}
