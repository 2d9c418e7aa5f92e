import type { ReactNode } from 'react'

/** A wide thing, mostly a table, on a card that scrolls sideways where there is no room; the keyboard can scroll it. */
export const Sheet = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
  <section className="card wide" tabIndex={0} aria-label={name}>
    {children}
  </section>
)
