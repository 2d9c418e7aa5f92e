import { useEffect } from 'react'
import type { DraftHandle } from './use-draft.ts'

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Ctrl Z and Ctrl ⇧ Z (or Ctrl Y) anywhere on a journey; while one writes in a field, they are the field's. */
export const useUndoKeys = ({ undo, redo, readOnly }: DraftHandle): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (readOnly || event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return
      const key = event.key.toLowerCase()
      const again = key === 'y' || (key === 'z' && event.shiftKey)
      if ((key !== 'z' && key !== 'y') || isWriting(event.target)) return
      event.preventDefault()
      if (again) redo()
      else undo()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [undo, redo, readOnly])
}
