import { useMergedRef } from '@mantine/hooks'
import type { CSSProperties, ReactNode, Ref } from 'react'
import { useWords } from '../words/language.tsx'
import { useMoreAside } from './more-aside.ts'

interface Props {
  readonly name: string
  /** A card, unless it looks otherwise. */
  readonly className?: string
  readonly style?: CSSProperties
  readonly ref?: Ref<HTMLElement>
  readonly children: ReactNode
}

/** What may be wider or longer than its place: it scrolls, by keyboard too, and says where there is more. */
export const Scroller = ({ name, className = 'card wide', style, ref, children }: Props) => {
  const { say } = useWords()
  const box = useMergedRef(useMoreAside<HTMLElement>(), ref ?? null)
  return (
    <section
      ref={box}
      className={className}
      style={style}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
      tabIndex={0}
      aria-label={name}
      data-aside={say('scroll.aside')}
    >
      {children}
    </section>
  )
}
