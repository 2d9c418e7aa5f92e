import { Text } from '@mantine/core'
import { createContext, use } from 'react'
import { useWords } from '../../../words/language.tsx'
import { Drawing, fitted, Words, wrapped } from './drawing.tsx'
import { pressed } from './pressed.ts'

export interface Bar {
  readonly key: string
  readonly label: string
  readonly value: number
  /** The interval around it, where there is one. */
  readonly low?: number | null
  readonly high?: number | null
  readonly said: string
  readonly tone?: 'good' | 'bad' | 'faint' | 'accent'
  readonly onPress?: () => void
}

interface BarsProps {
  readonly name: string
  readonly bars: readonly Bar[]
  /** What the ends of the scale mean, written under it where zero is in the middle. */
  readonly ends?: readonly [string, string]
  /** Names as long as a path need half of the room. */
  readonly long?: boolean
}

/** Whether a picture is one among others, where its beginning is enough. */
export const Brief = createContext(false)

const FIRST = 8
const ROW = 34
/** Under this width a name stands above its bar, or nothing would be left of it. */
const [NARROW, STACKED] = [480, 50]
const SAID = 92

const extent = (bars: readonly Bar[]) => {
  const all = bars.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])
  return [Math.min(0, ...all), Math.max(0, ...all)] as const
}

interface OneProps {
  readonly bar: Bar
  readonly x: (value: number) => number
  readonly top: number
  readonly row: number
  readonly left: number
  readonly width: number
  readonly stacked: boolean
}

/** A name, its bar with its interval, its number: in one line, or the name above where there is little room. */
const OneBar = ({ bar, x, top, row, left, width, stacked }: OneProps) => {
  const { labelled } = useWords()
  const { label, value, low, high, said, tone = 'accent', onPress } = bar
  const y = top + (stacked ? 26 : 7)
  const [tall, middle] = stacked ? [16, y + 8] : [20, y + 10]
  const words = stacked ? top + 19 : middle + 4
  const lines = stacked ? [fitted(label, width - 14 - said.length * 7)] : wrapped(label, left - 10)
  return (
    <g {...pressed(onPress)}>
      <title>{labelled(label, said)}</title>
      <rect className="reach" x={0} y={top + 2} width={width} height={row - 4} rx={5} />
      <Words
        lines={lines}
        x={0}
        y={lines.length > 1 ? words - 7 : words}
        leading={13}
        className={lines.length > 1 ? 'label two' : 'label'}
      />
      <rect
        className={`mark ${tone}`}
        x={Math.min(x(0), x(value))}
        y={y}
        width={Math.max(1.5, Math.abs(x(value) - x(0)))}
        height={tall}
        rx={3}
      />
      {low !== null && high !== null && low !== undefined && high !== undefined && (
        <path
          className="whisker"
          d={`M${x(low)},${middle - 4}v8M${x(low)},${middle}H${x(high)}M${x(high)},${middle - 4}v8`}
        />
      )}
      <text className="said" x={width} y={words} textAnchor="end">
        {said}
      </text>
    </g>
  )
}

/** Bars from zero, one a line, each with its interval; to the left of zero what is less. */
export const Bars = ({ name, bars: all, ends, long = false }: BarsProps) => {
  const { say } = useWords()
  const bars = use(Brief) ? all.slice(0, FIRST) : all
  const [least, most] = extent(bars)
  const rowAt = (width: number) => (width < NARROW ? STACKED : ROW)
  const picture = (
    <Drawing name={name} height={(width) => bars.length * rowAt(width) + (ends ? 26 : 6)}>
      {(width) => {
        const stacked = width < NARROW
        const row = rowAt(width)
        const left = stacked ? 0 : long ? Math.min(430, width * 0.46) : Math.min(260, width * 0.38)
        const room = width - left - (stacked ? 4 : SAID)
        const x = (value: number) => left + ((value - least) / (most - least || 1)) * room
        return (
          <>
            {bars.map((bar, at) => (
              <OneBar key={bar.key} bar={bar} {...{ x, width, stacked, row, left }} top={at * row} />
            ))}
            {stacked ? (
              bars.map(({ key }, at) => (
                <line key={key} className="zero" x1={x(0)} x2={x(0)} y1={at * row + 24} y2={at * row + 46} />
              ))
            ) : (
              <line className="zero" x1={x(0)} x2={x(0)} y1={2} y2={bars.length * row} />
            )}
            {ends && (
              <>
                <text className="quiet-text" x={left} y={bars.length * row + 18}>
                  ← {fitted(ends[0], room / 2 - 20)}
                </text>
                <text className="quiet-text" x={left + room} y={bars.length * row + 18} textAnchor="end">
                  {fitted(ends[1], room / 2 - 20)} →
                </text>
              </>
            )}
          </>
        )
      }}
    </Drawing>
  )
  if (bars.length === all.length) return picture
  return (
    <>
      {picture}
      <Text size="xs" className="quiet">
        {say('measure.brief', { shown: bars.length, all: all.length })}
      </Text>
    </>
  )
}
