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

/** The share still there after a time, by steps, with its band; the dashes are the time that the design gives. */
export const Curve = ({ points, expectedSeconds, name, title = name }: CurveProps) => {
  const { say, time, percent } = useWords()
  const last = points.at(-1)?.seconds ?? 0
  const most = Math.max(last, (expectedSeconds ?? 0) * 1.1) || 1
  const x = (seconds: number) => LEFT + (seconds / most) * (WIDE - LEFT - 8)
  const y = (share: number) => 6 + (1 - share) * (HIGH - BOTTOM - 6)
  const step = (of: (point: CurvePoint) => number): string[] => {
    let before = 1
    return points.flatMap((point) => {
      const here = [`${x(point.seconds)},${y(before)}`, `${x(point.seconds)},${y(of(point))}`]
      before = of(point)
      return here
    })
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
      {[0, 0.5, 1].map((part) => (
        <text
          key={part}
          x={x(part * most)}
          y={HIGH - 6}
          textAnchor={part === 0 ? 'start' : part === 1 ? 'end' : 'middle'}
        >
          {part === 0 ? '0' : time(part * most)}
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
