import { useEffect, useRef } from 'react'

/** What lies over the screen takes Escape for itself. */
const isCovered = (): boolean =>
  [...document.querySelectorAll('[role=dialog], [role=listbox], [role=menu]')].some((over) => over.checkVisibility())

/**
 * A list that was opened by a part of a picture takes the focus, so that the keyboard goes on in it; Escape closes it, and
 * the focus is where it came from.
 */
export const useListKeys = (list: string | undefined, close: () => void): void => {
  const opener = useRef<Element | null>(null)
  const shut = useRef(close)
  shut.current = close
  const isOpen = list !== undefined
  useEffect(() => {
    if (!isOpen) return
    const from = document.activeElement
    opener.current = from
    if (from instanceof SVGElement) document.querySelector<HTMLElement>('#content aside.aside button')?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isCovered()) return
      shut.current()
      const back = opener.current
      if (back instanceof SVGElement || back instanceof HTMLElement) requestAnimationFrame(() => back.focus())
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOpen])
}
