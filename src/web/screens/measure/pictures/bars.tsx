import { Text } from '@mantine/core'
import { createContext, use } from 'react'
import { useWords } from '../../../words/language.tsx'
import { Drawing, fitted } from './drawing.tsx'
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
const SAID = 92

const extent = (bars: readonly Bar[]) => {
  const all = bars.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])
  return [Math.min(0, ...all), Math.max(0, ...all)] as const
}

/** Bars from zero, one a line, each with its interval; to the left of zero what is less. */
export const Bars = ({ name, bars: all, ends, long = false }: BarsProps) => {
  const { say } = useWords()
  const bars = use(Brief) ? all.slice(0, FIRST) : all
  const [least, most] = extent(bars)
  const picture = (
    <Drawing name={name} height={bars.length * ROW + (ends ? 26 : 6)}>
      {(width) => {
        const left = long ? Math.min(430, width * 0.46) : Math.min(260, width * 0.38)
        const room = width - left - SAID
        const x = (value: number) => left + ((value - least) / (most - least || 1)) * room
        return (
          <>
            <line className="zero" x1={x(0)} x2={x(0)} y1={2} y2={bars.length * ROW} />
            {bars.map(({ key, label, value, low, high, said, tone = 'accent', onPress }, at) => {
              const y = at * ROW + 7
              const middle = y + 10
              return (
                <g key={key} {...pressed(onPress)}>
                  <title>{`${label} : ${said}`}</title>
                  <rect className="reach" x={0} y={y - 5} width={width} height={ROW - 4} rx={5} />
                  <text className="label" x={0} y={middle + 4}>
                    {fitted(label, left - 10)}
                  </text>
                  <rect
                    className={`mark ${tone}`}
                    x={Math.min(x(0), x(value))}
                    y={y}
                    width={Math.max(1.5, Math.abs(x(value) - x(0)))}
                    height={20}
                    rx={3}
                  />
                  {low !== null && high !== null && low !== undefined && high !== undefined && (
                    <path
                      className="whisker"
                      d={`M${x(low)},${middle - 4}v8M${x(low)},${middle}H${x(high)}M${x(high)},${middle - 4}v8`}
                    />
                  )}
                  <text className="said" x={width} y={middle + 4} textAnchor="end">
                    {said}
                  </text>
                </g>
              )
            })}
            {ends && (
              <>
                <text className="quiet-text" x={left} y={bars.length * ROW + 18}>
                  ← {fitted(ends[0], room / 2)}
                </text>
                <text className="quiet-text" x={width - SAID} y={bars.length * ROW + 18} textAnchor="end">
                  {fitted(ends[1], room / 2)} →
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
