import {
  type Fragment,
  fragmentOf,
  idFrom,
  type MapChange,
  pasteFragment,
  readFragment,
} from '../../../../drafts/index.ts'
import type { UserText } from '../../../../kernel/index.ts'
import type { JourneyMap, Stage } from '../../../../maps/index.ts'
import { type Cell, cellOf, idOf, kindOf } from './cell.ts'

/** A place on the board: in a stage, after one of its touchpoints (`null`: first). */
export interface Slot {
  readonly stage: string
  readonly after: string | null
}

export type Direction = 'up' | 'down' | 'left' | 'right'

/** What can be done on a board; each is one step to undo. What makes something gives its cells. */
export interface BoardActs {
  readonly map: () => JourneyMap
  readonly rename: (cell: Cell, title: string) => void
  readonly addTouchpoint: (title: string, slot: Slot) => Cell
  readonly addStage: (title: string, after: string | undefined) => Cell
  readonly remove: (cells: readonly Cell[]) => void
  readonly move: (cells: readonly Cell[], slot: Slot) => void
  readonly moveStage: (id: string, after: string | null) => void
  readonly nudge: (cell: Cell, direction: Direction) => boolean
  readonly copy: (cells: readonly Cell[]) => string
  readonly paste: (text: string, at: Cell | undefined) => readonly Cell[]
  readonly duplicate: (cells: readonly Cell[]) => readonly Cell[]
}

export interface ActPorts {
  readonly map: () => JourneyMap
  readonly change: (...changes: readonly MapChange[]) => void
  readonly language: () => string
}

const ends = (): string =>
  [...crypto.getRandomValues(new Uint8Array(3))].map((byte) => (byte % 36).toString(36)).join('')

export const touchpointsIn = (map: JourneyMap, stage: string) =>
  map.touchpoints.filter((touchpoint) => touchpoint.stage === stage)

const stagesIn = (cells: readonly Cell[]) => cells.filter((cell) => kindOf(cell) === 'stage').map(idOf)
const touchpointsAmong = (cells: readonly Cell[]) => cells.filter((cell) => kindOf(cell) === 'touchpoint').map(idOf)

/** Where a cell's neighbours would be pasted: after it. */
const slotAfter = (map: JourneyMap, cell: Cell | undefined): Slot | undefined => {
  const touchpoint = cell && map.touchpoints.find(({ id }) => id === idOf(cell))
  if (cell && kindOf(cell) === 'touchpoint' && touchpoint) return { stage: touchpoint.stage, after: touchpoint.id }
  const stage = cell && kindOf(cell) === 'stage' ? idOf(cell) : map.stages.at(-1)?.id
  return stage === undefined ? undefined : { stage, after: touchpointsIn(map, stage).at(-1)?.id ?? null }
}

/** A title in the reader's language where the map is written in several. */
const titled = (map: JourneyMap, title: string, language: string): UserText =>
  typeof map.title === 'object' ? { [language]: title } : title

export const createActs = ({ map, change, language }: ActPorts): BoardActs => {
  const addLines = (lines: readonly string[], slot: Slot): readonly Cell[] => {
    let { after } = slot
    const changes = lines.map((line): MapChange & { readonly do: 'add-touchpoint' } => {
      const id = idFrom(line, ends())
      const touchpoint = { id, stage: slot.stage, title: titled(map(), line, language()) }
      const one = { do: 'add-touchpoint' as const, touchpoint, after }
      after = id
      return one
    })
    change(...changes)
    return changes.map(({ touchpoint }) => cellOf('touchpoint', touchpoint.id))
  }
  const addFragment = (fragment: Fragment, at: Cell | undefined): readonly Cell[] => {
    const slot = slotAfter(map(), at)
    const taken = new Set([...map().stages, ...map().touchpoints].map(({ id }) => id))
    const newId = (id: string) => (taken.has(id) ? idFrom(id.replace(/-[a-z0-9]{3}$/, ''), ends()) : id)
    const changes = pasteFragment(fragment, slot ?? { stage: undefined }, slot?.stage, newId)
    change(...changes)
    const stages = changes.flatMap((one) => (one.do === 'add-stage' ? [cellOf('stage', one.stage.id)] : []))
    const cards = changes.flatMap((one) =>
      one.do === 'add-touchpoint' ? [cellOf('touchpoint', one.touchpoint.id)] : [],
    )
    return stages.length > 0 ? stages : cards
  }
  const move = (cells: readonly Cell[], { stage, after }: Slot): void => {
    const ids = map().touchpoints.map(({ id }) => id)
    const moving = touchpointsAmong(cells).sort((a, b) => ids.indexOf(a) - ids.indexOf(b))
    const changes = moving.map((id, index): MapChange => {
      const before = index === 0 ? after : (moving[index - 1] ?? null)
      return { do: 'move-touchpoint', id, stage, after: before }
    })
    if (changes.length > 0) change(...changes)
  }
  const moveStage = (id: string, after: string | null) => change({ do: 'move-stage', id, after })
  return {
    map,
    rename: (cell, title) => {
      const list = kindOf(cell) === 'stage' ? 'stages' : 'touchpoints'
      const thing = map()[list].find(({ id }) => id === idOf(cell))
      if (!thing || title.trim() === '') return
      const at = [list, thing.id, 'title', ...(typeof thing.title === 'object' ? [language()] : [])]
      change({ do: 'set', at, value: title.trim() })
    },
    addTouchpoint: (title, slot) => addLines([title], slot)[0] ?? cellOf('stage', slot.stage),
    addStage: (title, after) => {
      const id = idFrom(title, ends())
      const before = map().stages.find((stage) => stage.id === after) ?? map().stages.at(-1)
      const stage: Stage = { id, phase: before?.phase ?? 'before', title: titled(map(), title, language()) }
      change({ do: 'add-stage', stage, ...(after !== undefined && { after }) })
      return cellOf('stage', id)
    },
    remove: (cells) =>
      change(
        ...touchpointsAmong(cells).map((id): MapChange => ({ do: 'remove-touchpoint', id })),
        ...stagesIn(cells).map((id): MapChange => ({ do: 'remove-stage', id })),
      ),
    move,
    moveStage,
    nudge: (cell, direction) => nudge(map(), cell, direction, move, moveStage),
    copy: (cells) => JSON.stringify(fragmentOf(map(), stagesIn(cells), touchpointsAmong(cells)), null, 1),
    paste: (text, at) => {
      const read = readFragment(text)
      const slot = slotAfter(map(), at)
      if (!read) return []
      if ('touchpoints' in read) return addFragment(read, at)
      return slot ? addLines(read, slot) : []
    },
    duplicate: (cells) => {
      const last = cells.at(-1)
      return last === undefined ? [] : addFragment(fragmentOf(map(), stagesIn(cells), touchpointsAmong(cells)), last)
    },
  }
}

/** Moves a cell by one place; `false` at the edge. */
const nudge = (
  map: JourneyMap,
  cell: Cell,
  direction: Direction,
  move: BoardActs['move'],
  moveStage: BoardActs['moveStage'],
): boolean => {
  const stages = map.stages.map(({ id }) => id)
  if (kindOf(cell) === 'stage') {
    const at = stages.indexOf(idOf(cell))
    const back = direction === 'left' || direction === 'up'
    if (at < 0 || (back ? at === 0 : at === stages.length - 1)) return false
    moveStage(idOf(cell), stages[back ? at - 2 : at + 1] ?? null)
    return true
  }
  const slot = slotBeside(map, idOf(cell), direction)
  if (slot) move([cell], slot)
  return slot !== undefined
}

const slotBeside = (map: JourneyMap, id: string, direction: Direction): Slot | undefined => {
  const touchpoint = map.touchpoints.find((one) => one.id === id)
  if (!touchpoint) return undefined
  const mates = touchpointsIn(map, touchpoint.stage).map((one) => one.id)
  const at = mates.indexOf(id)
  if (direction === 'up') return at > 0 ? { stage: touchpoint.stage, after: mates[at - 2] ?? null } : undefined
  if (direction === 'down') {
    const next = mates[at + 1]
    return next === undefined ? undefined : { stage: touchpoint.stage, after: next }
  }
  const stages = map.stages.map((stage) => stage.id)
  const stage = stages[stages.indexOf(touchpoint.stage) + (direction === 'left' ? -1 : 1)]
  if (stage === undefined) return undefined
  const there = touchpointsIn(map, stage).map((one) => one.id)
  return { stage, after: at === 0 ? null : (there[Math.min(at, there.length) - 1] ?? null) }
}
