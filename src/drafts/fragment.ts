import type { Json } from '../events/index.ts'
import type { JourneyMap, Stage, Touchpoint } from '../maps/index.ts'
import type { MapChange } from './change.ts'

/** A part of a map on its way through a clipboard, to another place, map or browser: JSON text. */
export interface Fragment {
  readonly format: 'parcours/1'
  readonly fragment: true
  readonly stages?: readonly Stage[]
  readonly touchpoints: readonly Touchpoint[]
}

/** Where pasted things go: into a stage, after a touchpoint (`null`: first). */
export interface PastePlace {
  readonly stage: string | undefined
  readonly after?: string | null
}

/** What is copied of a map: whole stages with what stands in them, and touchpoints, in the order of the map. */
export const fragmentOf = (map: JourneyMap, stages: readonly string[], touchpoints: readonly string[]): Fragment => ({
  format: 'parcours/1',
  fragment: true,
  ...(stages.length > 0 && { stages: map.stages.filter(({ id }) => stages.includes(id)) }),
  touchpoints: map.touchpoints.filter(({ id, stage }) => touchpoints.includes(id) || stages.includes(stage)),
})

const MOST_LINES = 200

/** What a clipboard's text holds: a fragment, else one touchpoint for each line. Nothing for an empty text. */
export const readFragment = (text: string): Fragment | readonly string[] | undefined => {
  const value = parsed(text)
  if (isFragment(value)) return value
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter((line) => line !== '')
  return lines.length > 0 ? lines.slice(0, MOST_LINES).map((line) => line.slice(0, 300)) : undefined
}

const parsed = (text: string): Json | undefined => {
  try {
    return text.trimStart().startsWith('{') ? (JSON.parse(text) as Json) : undefined
  } catch {
    return undefined
  }
}

const isItem = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'title' in value

const isFragment = (value: unknown): value is Fragment => {
  const fragment = value as Partial<Fragment> | undefined
  return (
    fragment?.fragment === true &&
    fragment.format === 'parcours/1' &&
    Array.isArray(fragment.touchpoints) &&
    fragment.touchpoints.every(isItem) &&
    (fragment.stages ?? []).every(isItem)
  )
}

/**
 * The changes that paste a fragment: every stage and touchpoint under a new id, what refers to them within the fragment
 * refers to the new ones, and what is left out of it is left out of the alternatives.
 */
export const pasteFragment = (
  { stages = [], touchpoints }: Fragment,
  { stage, after }: PastePlace,
  afterStage: string | null | undefined,
  newId: (id: string) => string,
): readonly MapChange[] => {
  const ids = new Map([...stages, ...touchpoints].map(({ id }) => [id, newId(id)]))
  const named = <T extends { readonly id: string }>(one: T): T => ({ ...one, id: ids.get(one.id) ?? one.id })
  const inside = new Set(stages.map(({ id }) => id))
  const added = stages.map(({ choice, ...one }, index): MapChange => {
    const left = choice?.map((way) => way.flatMap((id) => ids.get(id) ?? [])).filter((way) => way.length > 0)
    const before = index === 0 ? afterStage : ids.get(stages[index - 1]?.id ?? '')
    return {
      do: 'add-stage',
      stage: { ...named(one), ...(left && left.length > 0 && { choice: left }) },
      ...(before !== undefined && { after: before }),
    }
  })
  let last = after
  const placed = touchpoints.flatMap((one): MapChange[] => {
    const within = inside.has(one.stage)
    const into = within ? ids.get(one.stage) : stage
    if (into === undefined) return []
    const touchpoint = { ...named(one), stage: into }
    if (within) return [{ do: 'add-touchpoint', touchpoint }]
    const change: MapChange = { do: 'add-touchpoint', touchpoint, ...(last !== undefined && { after: last }) }
    last = touchpoint.id
    return [change]
  })
  return [...added, ...placed]
}

/** A readable id from a title, with an end of its own: two people who add the same thing at once add two. */
export const idFrom = (title: string, end: string): string => {
  const plain = title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  const safe = plain === '' || plain.startsWith('x-') ? `p-${plain}`.replace(/-$/, '') : plain
  return `${safe}-${end}`
}
