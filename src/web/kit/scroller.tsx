import type { ReactNode } from 'react'

/** A card whose content may be wider than the screen: it scrolls, by keyboard too. */
export const Scroller = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
  <section className="card wide" tabIndex={0} aria-label={name}>
    {children}
  </section>
)
