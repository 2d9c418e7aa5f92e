import type { CSSProperties, ReactNode, Ref } from 'react'

interface Props {
  readonly name: string
  /** A card, unless it looks otherwise. */
  readonly className?: string
  readonly style?: CSSProperties
  readonly ref?: Ref<HTMLElement>
  readonly children: ReactNode
}

/** What may be wider or longer than its place: it scrolls, by keyboard too. */
export const Scroller = ({ name, className = 'card wide', style, ref, children }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
  <section ref={ref} className={className} style={style} tabIndex={0} aria-label={name}>
    {children}
  </section>
)
