import { useEffect, useMemo } from 'react'
import type { useWords } from '../../../words/language.tsx'
import type { BoardActs, Slot } from './acts.ts'
import type { BoardStore } from './board-store.ts'
import { carryWithKeys } from './carry-with-keys.ts'
import { type Cell, idOf, kindOf } from './cell.ts'
import { type Line, lineOf, type Measured, measure, slotAt, stageSlotAt } from './drop-place.ts'
import type { Gestures } from './use-gestures.ts'

interface Ports {
  readonly store: BoardStore
  readonly acts: BoardActs
  readonly gestures: Gestures
  readonly board: () => HTMLElement | null
  readonly line: () => HTMLElement | null
  readonly say: () => ReturnType<typeof useWords>['say']
  readonly title: (cell: Cell) => string
}

/** Where what is carried would land. */
type Target = { readonly slot: Slot } | { readonly afterStage: string | null }

const drawLine = (element: HTMLElement | null, line: Line | undefined): void => {
  if (!element) return
  element.hidden = line === undefined
  if (!line) return
  element.style.width = `${line.width}px`
  element.style.height = `${line.height}px`
  element.style.transform = `translate(${line.left}px, ${line.top}px)`
}

/** Picked up with a pointer: where it would land is worked out once a frame, from places read when it was picked up. */
const carryWithPointer = ({ store, acts, gestures, board, line }: Ports) => {
  let measured: Measured | undefined
  let target: Target | undefined
  let point: { readonly x: number; readonly y: number } | undefined
  let frame = 0
  let cell: Cell | undefined
  const aim = () => {
    frame = 0
    const element = board()
    if (!measured || !point || !element || cell === undefined) return
    const box = element.getBoundingClientRect()
    const here = { x: point.x - box.left + element.scrollLeft, y: point.y - box.top + element.scrollTop }
    if (kindOf(cell) === 'stage') {
      const stageSlot = stageSlotAt(measured, here)
      target = stageSlot && { afterStage: stageSlot.after }
      drawLine(line(), stageSlot?.line)
    } else {
      const slot = slotAt(measured, here, new Set([...store.now().carried].map(idOf)))
      target = slot && { slot }
      drawLine(line(), slot && lineOf(measured, slot))
    }
  }
  const follow = (event: PointerEvent | TouchEvent) => {
    const at = 'touches' in event ? event.touches[0] : event
    if (at) point = { x: at.clientX, y: at.clientY }
    frame ||= requestAnimationFrame(aim)
  }
  const again = () => {
    frame ||= requestAnimationFrame(aim)
  }
  const end = () => {
    cancelAnimationFrame(frame)
    removeEventListener('pointermove', follow)
    removeEventListener('touchmove', follow)
    removeEventListener('scroll', again, true)
    drawLine(line(), undefined)
    store.set({ carried: new Set() })
    measured = undefined
  }
  return {
    start: (picked: Cell) => {
      const { selected } = store.now()
      cell = picked
      const together = kindOf(picked) === 'touchpoint' && selected.has(picked)
      store.set({
        carried: new Set(together ? [...selected].filter((each) => kindOf(each) === 'touchpoint') : [picked]),
        menu: undefined,
      })
      const element = board()
      measured = element ? measure(element) : undefined
      target = undefined
      addEventListener('pointermove', follow, { passive: true })
      addEventListener('touchmove', follow, { passive: true })
      addEventListener('scroll', again, { passive: true, capture: true })
    },
    drop: () => {
      const cells = [...store.now().carried]
      const landed = target
      end()
      if (!landed || cell === undefined) return
      if ('slot' in landed) {
        if (!isWhereItStands(acts, cells, landed.slot)) gestures.move(cells, landed.slot)
      } else if (landed.afterStage !== idOf(cell)) gestures.moveStage(idOf(cell), landed.afterStage)
    },
    cancel: end,
  }
}

const isWhereItStands = (acts: BoardActs, cells: readonly Cell[], { stage, after }: Slot): boolean => {
  const [only] = cells
  if (cells.length !== 1 || only === undefined) return false
  const mates = acts.map().touchpoints.filter((touchpoint) => touchpoint.stage === stage)
  const at = mates.findIndex(({ id }) => id === idOf(only))
  return at >= 0 && (mates[at - 1]?.id ?? null) === after
}

/** Carrying a card or a column, by mouse, finger or keys; nothing is drawn again but the line that shows where. */
export const useCarrying = (ports: Ports) => {
  const carrying = useMemo(() => {
    const show = (slot: Slot | undefined, afterStage?: string | null) => {
      const element = ports.board()
      if (!element || (slot === undefined && afterStage === undefined)) return drawLine(ports.line(), undefined)
      const measured = measure(element)
      if (slot) return drawLine(ports.line(), lineOf(measured, slot))
      const column = measured.columns.find(({ stage }) => stage === afterStage) ?? measured.columns[0]
      const edge = column && {
        x: afterStage === null ? column.left - 1 : column.right + 1,
        y: afterStage === null ? column.top - 1 : column.bottom + 1,
      }
      drawLine(ports.line(), edge && stageSlotAt(measured, edge)?.line)
    }
    return { pointer: carryWithPointer(ports), keys: carryWithKeys({ ...ports, show }) }
  }, [ports])
  useEffect(() => carrying.pointer.cancel, [carrying])
  return carrying
}
