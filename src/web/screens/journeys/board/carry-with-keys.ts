import type { useWords } from '../../../words/language.tsx'
import { type BoardActs, type Slot, touchpointsIn } from './acts.ts'
import type { BoardStore } from './board-store.ts'
import { type Cell, idOf, kindOf } from './cell.ts'
import type { Gestures } from './use-gestures.ts'

interface Ports {
  readonly store: BoardStore
  readonly acts: BoardActs
  readonly gestures: Gestures
  readonly say: () => ReturnType<typeof useWords>['say']
  readonly title: (cell: Cell) => string
  /** Shows where it would land: in a stage, or after a stage. */
  readonly show: (slot: Slot | undefined, afterStage?: string | null) => void
}

/** Where a carried cell would land: the column, and how many come before it. */
interface Aim {
  readonly cell: Cell
  readonly column: number
  readonly row: number
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value))

/**
 * Picked up with the space bar: arrows choose where it lands, each step said aloud; space or Enter puts it down as one
 * change, Escape leaves it where it was.
 */
export const carryWithKeys = ({ store, acts, gestures, say, title, show }: Ports) => {
  let aim: Aim | undefined
  const stages = () => acts.map().stages
  const others = (column: number) =>
    touchpointsIn(acts.map(), stages()[column]?.id ?? '').filter(({ id }) => aim === undefined || id !== idOf(aim.cell))
  const slot = ({ column, row }: Aim): Slot => ({
    stage: stages()[column]?.id ?? '',
    after: others(column)[row - 1]?.id ?? null,
  })
  const stageBefore = ({ cell, column }: Aim): string | null =>
    stages().filter(({ id }) => id !== idOf(cell))[column - 1]?.id ?? null
  const isStage = (at: Aim) => kindOf(at.cell) === 'stage'

  const tell = (at: Aim) => {
    const name = title(at.cell)
    if (isStage(at)) {
      show(undefined, stageBefore(at))
      store.set({ said: say()('board.said.stage.over', { name, at: at.column + 1, of: stages().length }) })
    } else {
      show(slot(at))
      const stage = stages()[at.column]
      const values = {
        name,
        at: at.row + 1,
        of: others(at.column).length + 1,
        stage: stage ? title(`stage:${stage.id}`) : '',
      }
      store.set({ said: say()('board.said.over', values) })
    }
  }
  const begin = (cell: Cell) => {
    const touchpoint = acts.map().touchpoints.find(({ id }) => id === idOf(cell))
    const home = kindOf(cell) === 'stage' ? idOf(cell) : touchpoint?.stage
    const column = stages().findIndex(({ id }) => id === home)
    const row = touchpoint ? touchpointsIn(acts.map(), touchpoint.stage).indexOf(touchpoint) : 0
    aim = { cell, column, row }
    store.set({ carried: new Set([cell]), said: say()('board.said.picked', { name: title(cell) }) })
  }
  const end = () => {
    aim = undefined
    show(undefined)
    store.set({ carried: new Set() })
  }
  const put = (at: Aim) => {
    const landing = isStage(at) ? undefined : slot(at)
    const before = stageBefore(at)
    end()
    if (landing) gestures.move([at.cell], landing)
    else gestures.moveStage(idOf(at.cell), before)
  }
  const step = (at: Aim, key: string): Aim | undefined => {
    const across = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0
    const along = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0
    if (across === 0 && along === 0) return undefined
    const column = clamp(at.column + (isStage(at) ? across + along : across), stages().length - 1)
    return { ...at, column, row: isStage(at) ? 0 : clamp(at.row + along, others(column).length) }
  }
  return {
    begin,
    /** Takes every key while something is carried. */
    press: (key: string): boolean => {
      if (!aim) return false
      const next = step(aim, key)
      if (next) {
        aim = next
        tell(next)
      } else if (key === ' ' || key === 'Enter') put(aim)
      else if (key === 'Escape' || key === 'Tab') {
        store.set({ said: say()('board.said.left', { name: title(aim.cell) }) })
        end()
      }
      return true
    },
  }
}
