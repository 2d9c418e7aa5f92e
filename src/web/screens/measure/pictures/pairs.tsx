import type { Estimate } from '../../../../statistics/index.ts'
import { useWords } from '../../../words/language.tsx'
import { Drawing, fitted } from './drawing.tsx'
import { pressed } from './pressed.ts'

export interface Pair {
  readonly key: string
  readonly label: string
  readonly a: Estimate
  readonly b: Estimate
  readonly said: readonly [a: string, b: string]
  /** What lies between them. */
  readonly gap: string
  /** Whether it is sure that something does. */
  readonly sure: boolean
  readonly press: (side: 'a' | 'b') => void
}

interface PairsProps {
  readonly name: string
  readonly sides: readonly [a: string, b: string]
  readonly pairs: readonly Pair[]
}

const [ROW, HEAD, NARROW, STACKED, SAID] = [46, 34, 520, 68, 96]

/** A mark of a side: a disc, or a hollow diamond, so that it is not told by its hue alone. */
const Mark = ({ side, x, y }: { readonly side: 'a' | 'b'; readonly x: number; readonly y: number }) =>
  side === 'a' ? (
    <circle className="side-a" cx={x} cy={y} r={6} />
  ) : (
    <path className="side-b" d={`M${x},${y - 7}l7,7l-7,7l-7,-7z`} />
  )

interface OneProps {
  readonly pair: Pair
  readonly x: (value: number) => number
  readonly top: number
  readonly left: number
  readonly width: number
  readonly stacked: boolean
}

const OnePair = ({ pair, x, top, left, width, stacked }: OneProps) => {
  const { labelled } = useWords()
  const y = top + (stacked ? 22 : 0)
  const [first, second] = [x(pair.a.value ?? 0), x(pair.b.value ?? 0)]
  const middle = y + 23
  return (
    <g>
      <text className="label" x={0} y={stacked ? top + 18 : middle + 4}>
        {fitted(pair.label, stacked ? width - SAID : left - 12)}
      </text>
      <text
        className={pair.sure ? 'said' : 'quiet-text'}
        x={width}
        y={stacked ? top + 18 : middle + 4}
        textAnchor="end"
      >
        {pair.gap}
      </text>
      <line className="rule" x1={left} x2={x(1)} y1={middle} y2={middle} />
      <line className={pair.sure ? 'gap sure' : 'gap'} x1={first} x2={second} y1={middle} y2={middle} />
      {(['a', 'b'] as const).map((side, at) => {
        const { low, high } = pair[side]
        const [here, there] = at === 0 ? [first, second] : [second, first]
        // Where the marks are close, each number stands on its own side.
        const before = here < there || (here === there && at === 0)
        const level = middle + (at === 0 ? -9 : 17)
        return (
          <g key={side} {...pressed(() => pair.press(side))}>
            <title>{labelled(`${side.toUpperCase()} – ${pair.label}`, pair.said[at] ?? '')}</title>
            {low !== null && high !== null && (
              <line className={`reach-of ${side}`} x1={x(low)} x2={x(high)} y1={middle} y2={middle} />
            )}
            <Mark side={side} x={here} y={middle} />
            <text className="quiet-text" x={here} y={level} textAnchor={before ? 'end' : 'start'}>
              {pair.said[at]}
            </text>
          </g>
        )
      })}
    </g>
  )
}

/** Two sides on one scale, a line for each measure: where each stands, with its interval, and what lies between. */
export const Pairs = ({ name, sides, pairs }: PairsProps) => {
  const most = Math.max(0.01, ...pairs.flatMap(({ a, b }) => [a.high ?? a.value ?? 0, b.high ?? b.value ?? 0]))
  const rowAt = (width: number) => (width < NARROW ? STACKED : ROW)
  return (
    <Drawing name={name} height={(width) => HEAD + (width < NARROW ? 20 : 0) + pairs.length * rowAt(width)}>
      {(width) => {
        const stacked = width < NARROW
        const left = stacked ? 40 : Math.min(290, width * 0.36)
        const room = width - left - (stacked ? 40 : SAID + 30)
        const x = (value: number) => left + (Math.min(value, most) / most) * room
        const head = HEAD + (stacked ? 20 : 0)
        return (
          <>
            {sides.map((side, at) => {
              const [dx, dy] = stacked ? [0, at * 20] : [at * Math.min(340, width / 2), 0]
              return (
                <g key={side}>
                  <Mark side={at === 0 ? 'a' : 'b'} x={dx + 8} y={dy + 12} />
                  <text className="label" x={dx + 22} y={dy + 16}>
                    {fitted(side, stacked ? width - 24 : Math.min(310, width / 2 - 30))}
                  </text>
                </g>
              )
            })}
            {pairs.map((pair, at) => (
              <OnePair key={pair.key} {...{ pair, x, left, width, stacked }} top={head + at * rowAt(width)} />
            ))}
          </>
        )
      }}
    </Drawing>
  )
}
