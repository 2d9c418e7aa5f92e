import type { CurvePoint } from '../../../../explorations/index.ts'
import { useWords } from '../../../words/language.tsx'

const [WIDE, HIGH, LEFT, BOTTOM] = [420, 150, 34, 22]

interface CurveProps {
  readonly points: readonly CurvePoint[]
  readonly expectedSeconds: number | null
  readonly name: string
  /** What it is called where it stands among others; else by its name. */
  readonly title?: string
}

/** A twentieth of a hundredth: what is left to happen after it is not worth the room. */
const LEAST = 0.005

/** How far to draw: until hardly anything happens any more, or the stragglers would take all the room. */
const domainOf = (points: readonly CurvePoint[], expected: number): number => {
  const last = points.at(-1)
  if (!last) return expected * 1.1 || 1
  const settled = points.find(({ survival }) => survival - last.survival < LEAST)
  return Math.max(Math.min(last.seconds, (settled?.seconds ?? last.seconds) * 1.25), expected * 1.1) || 1
}

const [HOUR, DAY] = [3_600, 86_400]
const STEPS = [
  60,
  300,
  600,
  1_800,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  5 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
]

/** Round moments along the axis, four or five of them. */
const ticksOf = (most: number): readonly number[] => {
  const step = STEPS.find((each) => most / each <= 5) ?? Math.ceil(most / 5 / (30 * DAY)) * 30 * DAY
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step)
}

/** The share still there after a time, by steps, with its band; the dashes are the time that the design gives. */
export const Curve = ({ points, expectedSeconds, name, title = name }: CurveProps) => {
  const { say, time, percent } = useWords()
  const most = domainOf(points, expectedSeconds ?? 0)
  const drawn = points.filter(({ seconds }) => seconds <= most)
  const x = (seconds: number) => LEFT + (seconds / most) * (WIDE - LEFT - 8)
  const y = (share: number) => 6 + (1 - share) * (HIGH - BOTTOM - 6)
  const step = (of: (point: CurvePoint) => number): string[] => {
    let before = 1
    const along = drawn.flatMap((point) => {
      const here = [`${x(point.seconds)},${y(before)}`, `${x(point.seconds)},${y(of(point))}`]
      before = of(point)
      return here
    })
    return drawn.length < points.length ? [...along, `${x(most)},${y(before)}`] : along
  }
  const start = `${x(0)},${y(1)}`
  const line = [start, ...step(({ survival }) => survival)].join(' ')
  const area = [start, ...step(({ high }) => high), ...step(({ low }) => low).reverse()].join(' ')
  return (
    <svg className="survival" data-picture={title} viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={name}>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line className="axis" x1={LEFT} x2={WIDE} y1={y(share)} y2={y(share)} />
          <text x={LEFT - 4} y={y(share) + 4} textAnchor="end">
            {percent(share)}
          </text>
        </g>
      ))}
      {ticksOf(most).map((seconds) => (
        <text
          key={seconds}
          x={x(seconds)}
          y={HIGH - 6}
          textAnchor={seconds === 0 ? 'start' : x(seconds) > WIDE - 24 ? 'end' : 'middle'}
        >
          {seconds === 0 ? '0' : time(seconds)}
        </text>
      ))}
      <polygon className="band-area" points={area} />
      <polyline className="line" points={line} />
      {expectedSeconds !== null && (
        <line className="expected" x1={x(expectedSeconds)} x2={x(expectedSeconds)} y1={y(1)} y2={y(0)}>
          <title>{say('journey.expected', { time: time(expectedSeconds) })}</title>
        </line>
      )}
    </svg>
  )
}
