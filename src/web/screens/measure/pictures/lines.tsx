import { useWords } from '../../../words/language.tsx'
import { Drawing, fitted } from './drawing.tsx'
import { pressed } from './pressed.ts'

export interface Point {
  readonly key: string
  readonly label: string
  readonly value: number | null
  readonly low?: number | null
  readonly high?: number | null
  /** Stands out, and how that is said. */
  readonly mark?: 'high' | 'low' | null
  /** Not over yet: drawn hollow. */
  readonly partial?: boolean
  readonly said: string
  readonly onPress?: () => void
}

export interface Line {
  readonly name: string
  readonly points: readonly Point[]
}

/** Hues that stay apart for most eyes, with dashes so that none is told by hue alone. */
const DASHES = ['', '6 3', '2 3', '9 3 2 3', '12 4', '4 2 1 2'] as const
const [TOP, BOTTOM, LEFT] = [14, 26, 52]

/** The ends of a scale on round numbers, and the steps between them. */
const roundScale = (least: number, most: number) => {
  const rough = (most - least) / 4
  const size = 10 ** Math.floor(Math.log10(rough))
  const step = size * ([1, 2, 2.5, 5, 10].find((one) => one * size >= rough) ?? 10)
  const [from, to] = [Math.floor(least / step) * step, Math.ceil(most / step) * step]
  return { from, to, ticks: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step) }
}

/** Names beside the ends of their lines, each moved down as far as the one above needs. */
const apart = (heights: readonly number[], gap: number): readonly number[] => {
  const order = heights.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y)
  const placed = [...heights]
  let last = Number.NEGATIVE_INFINITY
  for (const { y, at } of order) {
    last = Math.max(y, last + gap)
    placed[at] = last
  }
  return placed
}

const endOf = ({ points }: Line) => points.findLast(({ value, partial }) => value !== null && !partial)?.value ?? 0

const spread = (lines: readonly Line[]) => {
  const all = lines.flatMap(({ points }) =>
    points.flatMap(({ value, low, high }) => [value, low, high].flatMap((one) => one ?? [])),
  )
  return [Math.min(0, ...all), Math.max(1e-9, ...all)] as const
}

interface LinesProps {
  readonly name: string
  readonly lines: readonly Line[]
  readonly said: (value: number) => string
  readonly height?: number
}

const OneLine = ({
  line: { name, points },
  at,
  x,
  y,
  right,
  nameAt,
}: {
  readonly line: Line
  readonly at: number
  readonly x: (place: number) => number
  readonly y: (value: number) => number
  readonly right: number
  readonly nameAt: number
}) => {
  const { labelled } = useWords()
  const known = points.map((point, place) => ({ ...point, place })).filter(({ value }) => value !== null)
  const banded = known.filter(
    ({ low, high }) => low !== null && low !== undefined && high !== null && high !== undefined,
  )
  const last = known.at(-1)
  return (
    <g className={`series s${at % 6}`}>
      <polygon
        className="band-area"
        points={[
          ...banded.map(({ place, high }) => `${x(place)},${y(high ?? 0)}`),
          ...banded.toReversed().map(({ place, low }) => `${x(place)},${y(low ?? 0)}`),
        ].join(' ')}
      />
      <polyline
        className="line"
        strokeDasharray={DASHES[at % 6]}
        points={known.map(({ place, value }) => `${x(place)},${y(value ?? 0)}`).join(' ')}
      />
      {known.map(({ key, label, place, value, mark, partial, said, onPress }) => (
        <g key={key} {...pressed(mark || known.length <= 24 ? onPress : undefined)}>
          <title>{labelled(`${name}, ${label}`, said)}</title>
          <circle
            className={mark ? `dot ${mark}` : partial ? 'dot partial' : 'dot'}
            cx={x(place)}
            cy={y(value ?? 0)}
            r={mark ? 5 : known.length > 80 ? 1.4 : 3}
          />
          {mark && (
            <text
              className={`flag ${mark}`}
              x={x(place)}
              y={y(value ?? 0) + (mark === 'high' ? -9 : 17)}
              textAnchor="middle"
            >
              {mark === 'high' ? '▲' : '▼'}
            </text>
          )}
        </g>
      ))}
      {last && right > 0 && (
        <text className="series-name" x={x(last.place) + 8} y={nameAt + 4}>
          {fitted(name, right)}
        </text>
      )}
    </g>
  )
}

/** Lines over periods, each with its band of what is usual or of its interval, and a mark where one stands out. */
export const Lines = ({ name, lines, said, height = 300 }: LinesProps) => {
  const { from: least, to: most, ticks } = roundScale(...spread(lines))
  const labels = lines.reduce<readonly Point[]>(
    (longest, { points }) => (points.length > longest.length ? points : longest),
    [],
  )
  return (
    <Drawing name={name} height={height} least={lines.length > 1 ? 420 : 280}>
      {(width, tall) => {
        const right = lines.length > 1 ? Math.min(150, width * 0.22) : 8
        const x = (place: number) => LEFT + (place / Math.max(1, labels.length - 1)) * (width - LEFT - right - 8)
        const y = (value: number) => TOP + (1 - (value - least) / (most - least)) * (tall - TOP - BOTTOM)
        const names = apart(
          lines.map((line) => y(endOf(line))),
          15,
        )
        const every = Math.max(1, Math.ceil(labels.length / Math.max(2, Math.floor((width - LEFT - right) / 92))))
        return (
          <>
            {ticks.map((value) => (
              <g key={value}>
                <line className="rule" x1={LEFT} x2={width - right} y1={y(value)} y2={y(value)} />
                <text className="quiet-text" x={LEFT - 6} y={y(value) + 4} textAnchor="end">
                  {said(value)}
                </text>
              </g>
            ))}
            {labels.map(({ key, label }, place) =>
              place % every === 0 ? (
                <text
                  key={key}
                  className="quiet-text"
                  x={x(place)}
                  y={tall - 6}
                  textAnchor={place === 0 ? 'start' : x(place) + 34 > width ? 'end' : 'middle'}
                >
                  {label}
                </text>
              ) : null,
            )}
            {lines.map((line, at) => (
              <OneLine
                key={line.name}
                line={line}
                at={at}
                x={x}
                y={y}
                right={lines.length > 1 ? right : 0}
                nameAt={names[at] ?? 0}
              />
            ))}
          </>
        )
      }}
    </Drawing>
  )
}
