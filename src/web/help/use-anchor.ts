import { useEffect, useState } from 'react'

/** How long a screen that works nothing out any more may take to show an element before its stop is passed over. */
const PATIENCE = 6_000
const LOOK_EVERY = 500

const isWorking = (): boolean =>
  !document.querySelector('#content h1') ||
  document.querySelector('#content [role=status] .mantine-Loader-root') !== null

const visible = (name: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(`[data-tour="${name}"]`)].find((each) => each.checkVisibility())

/** The element that bears the name, once its screen shows it; `absent` where it never does. */
export const useAnchor = (name: string): HTMLElement | 'awaited' | 'absent' => {
  const [found, find] = useState<{ name: string; element: HTMLElement | 'absent' }>()
  useEffect(() => {
    const look = () => {
      const element = visible(name)
      if (element) find((before) => (before?.element === element ? before : { name, element }))
      return element !== undefined
    }
    look()
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-tour'] })
    let waited = 0
    const patience = setInterval(() => {
      waited = isWorking() ? 0 : waited + LOOK_EVERY
      if (look() || waited < PATIENCE) return
      find({ name, element: 'absent' })
      clearInterval(patience)
    }, LOOK_EVERY)
    return () => {
      watch.disconnect()
      clearInterval(patience)
    }
  }, [name])
  if (found?.name !== name) return 'awaited'
  return found.element
}

/** Where an element stands in the window, as it scrolls and as the screen moves around it. */
export const usePlace = (element: HTMLElement | undefined): DOMRect | undefined => {
  const [place, setPlace] = useState<DOMRect>()
  useEffect(() => {
    if (!element) return
    element.scrollIntoView({ block: 'center', inline: 'nearest' })
    const look = () =>
      setPlace((before) => {
        const now = element.getBoundingClientRect()
        const same =
          before && ['x', 'y', 'width', 'height'].every((side) => Math.abs(before[side as 'x'] - now[side as 'x']) < 1)
        return same ? before : now
      })
    look()
    const size = new ResizeObserver(look)
    size.observe(element)
    size.observe(document.body)
    const settling = setInterval(look, 250)
    addEventListener('scroll', look, { capture: true, passive: true })
    addEventListener('resize', look)
    return () => {
      size.disconnect()
      clearInterval(settling)
      removeEventListener('scroll', look, { capture: true })
      removeEventListener('resize', look)
    }
  }, [element])
  return element ? place : undefined
}
