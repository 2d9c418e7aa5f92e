import { useEffect, useRef } from 'react'

const headingOf = () => document.querySelector<HTMLHeadingElement>('#content h1:not([data-working])')

/**
 * A screen is named by its first heading: it is the document's title and, once a link has led there, where the
 * keyboard and the screen reader start. It often comes after its answer, so it is awaited; what stands there meanwhile names nothing.
 */
export const useHeading = (path: string): void => {
  const before = useRef('')
  useEffect(() => {
    let led = before.current !== '' && before.current !== path
    before.current = path
    const look = () => {
      const heading = headingOf()
      const name = heading?.textContent?.trim()
      document.title = name ? `${name} – Parcours` : 'Parcours'
      if (!heading || !led) return
      led = false
      // Whoever has begun to do something else is left to it.
      if (document.activeElement?.closest('#content, [role=dialog]')) return
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
    }
    const content = document.getElementById('content')
    const watch = new MutationObserver(look)
    if (content) watch.observe(content, { childList: true, subtree: true, characterData: true })
    look()
    return () => watch.disconnect()
  }, [path])
}
