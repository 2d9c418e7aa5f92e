import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { useWords } from '../../../words/language.tsx'
import type { BoardActs } from './acts.ts'
import type { BoardStore } from './board-store.ts'
import { type Cell, idOf, kindOf } from './cell.ts'
import type { Gestures } from './use-gestures.ts'
import { afterRemoving, between, placeOf } from './walk.ts'

interface Ports {
  readonly store: BoardStore
  readonly acts: BoardActs
  readonly say: () => ReturnType<typeof useWords>['say']
  readonly title: (cell: Cell) => string
  readonly undo: () => void
  /** Tells the others where one is. */
  readonly point: (at: readonly string[] | null) => void
  readonly board: () => HTMLElement | null
  readonly show: (aside: string) => void
  /** What is shown beside the board leaves it uncovered. */
  readonly wide: () => boolean
  readonly readOnly: () => boolean
}

/** What covers the board would take the second click of two. */
const SECOND_CLICK_MS = 240

/** Brings the keyboard to a cell once it is drawn, unless it has gone elsewhere meanwhile: a title that is being written keeps it. */
const focusOn = (board: HTMLElement | null, cell: Cell, store: BoardStore): void => {
  requestAnimationFrame(() => {
    const { active, renaming } = store.now()
    if (active !== cell || renaming !== undefined) return
    const element = board?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell)}"]`)
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
}

export const createGestures = (ports: Ports): Gestures => {
  const { store, acts, say, title, undo, point, board } = ports
  let opening: ReturnType<typeof setTimeout> | undefined
  const goTo: Gestures['goTo'] = (cell, how = 'alone') => {
    const { active, selected } = store.now()
    if (cell === undefined) {
      store.set({ selected: new Set() })
      return point(null)
    }
    const next = new Set(how === 'alone' ? [] : selected)
    if (how === 'range') for (const each of between(acts.map(), active ?? cell, cell)) next.add(each)
    else if (how === 'also' && selected.has(cell)) next.delete(cell)
    else if (how !== 'keep') next.add(cell)
    store.set({ active: cell, selected: how === 'keep' ? selected : next })
    point([kindOf(cell) === 'stage' ? 'stages' : 'touchpoints', idOf(cell)])
    focusOn(board(), cell, store)
  }
  /** Says where a cell has come to stand. */
  const tellPlace = (cell: Cell) => {
    const { at, of, stage } = placeOf(acts.map(), cell)
    const values = { name: title(cell), at, of, stage: stage ? title(`stage:${stage.id}`) : '' }
    store.set({ said: say()(stage ? 'board.said.moved' : 'board.said.stage.moved', values) })
  }
  const arrived = (cells: readonly Cell[]) => {
    const [first] = cells
    if (first === undefined) return
    store.set({ active: first, selected: new Set(cells) })
    focusOn(board(), first, store)
  }
  return {
    goTo,
    open: (cell) => {
      clearTimeout(opening)
      opening = setTimeout(() => ports.show(cell), ports.wide() ? 0 : SECOND_CLICK_MS)
    },
    rename: (cell) => {
      clearTimeout(opening)
      if (!ports.readOnly()) store.set({ renaming: cell })
    },
    nudge: (cell, direction) => {
      if (!acts.nudge(cell, direction)) return store.set({ said: say()('board.said.edge', { name: title(cell) }) })
      tellPlace(cell)
      goTo(cell, 'keep')
    },
    move: (cells, slot) => {
      acts.move(cells, slot)
      const [first] = cells
      if (first !== undefined) tellPlace(first)
      arrived(cells)
    },
    moveStage: (id, after) => {
      acts.moveStage(id, after)
      tellPlace(`stage:${id}`)
      arrived([`stage:${id}`])
    },
    remove: (cells) => {
      if (cells.length === 0) return
      const [first] = cells
      const words = say()('board.removed', { count: cells.length, name: first === undefined ? '' : title(first) })
      const next = afterRemoving(acts.map(), new Set(cells))
      acts.remove(cells)
      store.set({ selected: new Set(), said: words })
      goTo(next, 'keep')
      const notice = notifications.show({
        message: (
          <Group justify="space-between" wrap="nowrap">
            {words}
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                undo()
                notifications.hide(notice)
              }}
            >
              {say()('draft.undo')}
            </Button>
          </Group>
        ),
        autoClose: 8_000,
      })
    },
    duplicate: (cells) => arrived(acts.duplicate(cells)),
    paste: (text) => {
      const cells = acts.paste(text, store.now().active)
      if (cells.length > 0) store.set({ said: say()('board.said.pasted', { count: cells.length }) })
      arrived(cells)
    },
    addStageAfter: (stage) => {
      const cell = acts.addStage(say()('board.stage.new'), stage)
      arrived([cell])
      store.set({ renaming: cell })
    },
  }
}
