import { useDraggable } from '@dnd-kit/core'
import { memo, type ReactNode, useLayoutEffect, useRef } from 'react'
import { useBoard, useFact } from './board-store.ts'
import type { Cell } from './cell.ts'
import { useHereWith } from './others.ts'
import { useGestures } from './use-gestures.ts'

interface Props {
  readonly cell: Cell
  readonly first: boolean
  readonly className: string
  readonly role: 'gridcell' | 'rowheader'
  readonly children: ReactNode
}

/** Buttons inside a cell are on the way of the keyboard only while it stands there. */
const useInnerStops = (reached: boolean) => {
  const frame = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    for (const button of frame.current?.querySelectorAll<HTMLElement>('button') ?? [])
      button.tabIndex = reached ? 0 : -1
  })
  return frame
}

/** One cell: what the keyboard goes to, what is selected, picked up and pointed at by others. */
export const CellFrame = memo(({ cell, first, className, role, children }: Props) => {
  const { store, readOnly } = useBoard()
  const gestures = useGestures()
  const active = useFact((state) => state.active === cell || (state.active === undefined && first))
  const selected = useFact((state) => state.selected.has(cell))
  const carried = useFact((state) => state.carried.has(cell))
  const other = useHereWith(cell)
  const { setNodeRef, listeners } = useDraggable({ id: cell, disabled: readOnly })
  const frame = useInnerStops(active)
  const state = [selected && 'selected', carried && 'carried', other && 'with-other'].filter(Boolean).join(' ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the board listens to the keys of all its cells
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is a cell's
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles that it may have support them
    <div
      ref={(element) => {
        setNodeRef(element)
        frame.current = element
      }}
      className={`${className} ${state}`}
      role={role}
      data-cell={cell}
      tabIndex={active ? 0 : -1}
      aria-selected={role === 'gridcell' ? selected : undefined}
      {...(other && { style: { '--other': other.colour } as React.CSSProperties })}
      {...listeners}
      onFocus={(event) => {
        if (event.target === event.currentTarget && store.now().active !== cell) gestures.goTo(cell, 'keep')
      }}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest('button, a, textarea, [role=dialog], [role=menu]')) return
        if (event.shiftKey) return gestures.goTo(cell, 'range')
        if (event.ctrlKey || event.metaKey) return gestures.goTo(cell, 'also')
        gestures.goTo(cell)
        gestures.open(cell)
      }}
      onDoubleClick={() => gestures.rename(cell)}
    >
      {children}
      {other && (
        <span className="other-name" aria-hidden="true">
          {other.name}
        </span>
      )}
    </div>
  )
})
