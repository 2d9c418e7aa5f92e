import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useMoreAside } from '../../../kit/more-aside.ts'
import { useWords } from '../../../words/language.tsx'
import './pictures.css'

interface DrawingProps {
  readonly name: string
  readonly height: number | ((width: number) => number)
  /** The least width at which it can be read: below, it scrolls. */
  readonly least?: number | ((room: number) => number)
  readonly children: (width: number, height: number) => ReactNode
}

/** A picture drawn at the width that is there, in the tokens of the theme; it can be taken away as it stands. */
export const Drawing = ({ name, height, least = 300, children }: DrawingProps) => {
  const { say } = useWords()
  const box = useMoreAside<HTMLDivElement>()
  const { ref, width: room } = useElementSize<HTMLDivElement>()
  const width = Math.max(typeof least === 'number' ? least : least(room), Math.floor(room))
  const tall = typeof height === 'number' ? height : height(width)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset
    <div
      ref={box}
      className="drawing wide"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      aria-label={name}
      data-aside={say('scroll.aside')}
    >
      <div ref={ref} className="drawing-room" />
      {room > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset
        <svg
          data-picture={name}
          width={width}
          height={tall}
          viewBox={`0 0 ${width} ${tall}`}
          role="group"
          aria-label={name}
        >
          {children(width, tall)}
        </svg>
      )}
    </div>
  )
}

/** As much of a text as fits in a width, at the size in which pictures are written. */
export const fitted = (text: string, width: number): string => {
  const most = Math.max(3, Math.floor(width / 6.6))
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** A text in so many lines of a width, cut where it is longer still. */
export const wrapped = (text: string, width: number, most = 2): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && fitted(longer, width) === longer) lines[lines.length - 1] = longer
    else if (lines.length < most) lines.push(word)
    else lines[most - 1] = longer
  }
  return lines.map((line) => fitted(line, width))
}

interface WordsProps {
  readonly lines: readonly string[]
  readonly x: number
  readonly y: number
  readonly leading?: number
  readonly className?: string
  readonly middle?: boolean
}

/** Lines of a text, the first on the line of `y`. */
export const Words = ({ lines, x, y, leading = 15, className = 'label', middle = false }: WordsProps) =>
  lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
    <text key={at} x={x} y={y + at * leading} className={className} {...(middle && { textAnchor: 'middle' as const })}>
      {line}
    </text>
  ))
