import { type RefObject, useEffect } from 'react'
import type { BoardParts } from './board-store.ts'
import { chosenIn } from './use-board-keys.ts'
import type { Gestures } from './use-gestures.ts'

/** Copy, cut and paste where the keyboard stands on the board; elsewhere, and while one writes, they are the browser's. */
export const useClipboard = (
  board: RefObject<HTMLElement | null>,
  { store, acts, readOnly }: BoardParts,
  gestures: Gestures,
): void => {
  useEffect(() => {
    const onBoard = () =>
      document.activeElement instanceof HTMLElement &&
      document.activeElement.matches('[data-cell]') &&
      board.current?.contains(document.activeElement) === true
    const copy = (event: ClipboardEvent) => {
      if (!onBoard() || getSelection()?.isCollapsed === false) return
      const cells = chosenIn(store)
      if (cells.length === 0) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', acts.copy(cells))
      if (event.type === 'cut' && !readOnly) gestures.remove(cells)
    }
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!onBoard() || readOnly || text === '') return
      event.preventDefault()
      gestures.paste(text)
    }
    document.addEventListener('copy', copy)
    document.addEventListener('cut', copy)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', copy)
      document.removeEventListener('paste', paste)
    }
  }, [board, store, acts, readOnly, gestures])
}
