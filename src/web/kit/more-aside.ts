import { useEffect, useRef } from 'react'

/** Nearer to an edge than this, nothing more is there. */
const EDGE = 2

const edgesOf = ({ scrollLeft, clientWidth, scrollWidth }: HTMLElement): string | undefined => {
  if (scrollWidth <= clientWidth + EDGE) return undefined
  const [left, right] = [scrollLeft > EDGE, scrollLeft + clientWidth < scrollWidth - EDGE]
  return left && right ? 'both' : left ? 'left' : 'right'
}

/**
 * Marks what is wider than its place with the edges behind which there is more (`data-more`), so that it fades there:
 * on a phone no bar says that something scrolls.
 */
export const useMoreAside = <Box extends HTMLElement>() => {
  const ref = useRef<Box>(null)
  useEffect(() => {
    const box = ref.current
    if (!box) return
    const look = () => {
      const edges = edgesOf(box)
      if (edges === undefined) delete box.dataset.more
      else box.dataset.more = edges
    }
    const sizes = new ResizeObserver(look)
    sizes.observe(box)
    for (const inside of box.children) sizes.observe(inside)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [])
  return ref
}
