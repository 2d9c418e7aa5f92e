import { useElementSize } from '@mantine/hooks'
import type { JourneyMap } from '../../../../maps/index.ts'
import { placesAcross, type Series } from './series.ts'

const HEIGHT = 96
const EDGE = 14
/** Told apart by their dashes too. */
const LINES = [
  { colour: 'var(--mantine-primary-color-filled)', dash: undefined },
  { colour: 'var(--second-line)', dash: '7 4' },
  { colour: 'var(--watch)', dash: '2 3' },
] as const

const y = (height: number): number => HEIGHT - EDGE - height * (HEIGHT - 2 * EDGE)

const smooth = (points: readonly (readonly [x: number, y: number])[]): string =>
  points
    .map(([px, py], index) => {
      const before = points[index - 1]
      if (!before) return `M${px} ${py}`
      const middle = (before[0] + px) / 2
      return `C${middle} ${before[1]} ${middle} ${py} ${px} ${py}`
    })
    .join('')

interface Props {
  readonly map: JourneyMap
  readonly series: readonly Series[]
  readonly nameOf: (name: string) => string
  readonly gap: number
}

/** One curve a series over the map's columns, its band where it has intervals. What it shows is said in words below it. */
export const Curve = ({ map, series, nameOf, gap }: Props) => {
  const { ref, width } = useElementSize()
  const across = placesAcross(map, width, gap)
  return (
    <div ref={ref} className="curve">
      <div className="curve-key">
        {series.map(({ name }, index) => {
          const { colour, dash } = LINES[index % LINES.length] ?? LINES[0]
          return (
            <span key={name}>
              <svg width="26" height="8" aria-hidden="true">
                <path d="M1 4H25" stroke={colour} strokeWidth="2" {...(dash && { strokeDasharray: dash })} />
              </svg>
              {nameOf(name)}
            </span>
          )
        })}
      </div>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${Math.max(1, width)} ${HEIGHT}`} aria-hidden="true">
        {[0, 0.5, 1].map((height) => (
          <path key={height} d={`M0 ${y(height)}H${width}`} className={height === 0.5 ? 'middle' : 'edge'} />
        ))}
        {width > 0 &&
          series.map(({ name, points }, index) => {
            const { colour, dash } = LINES[index % LINES.length] ?? LINES[0]
            const placed = points.map((point) => ({ ...point, x: across.get(point.touchpoint) ?? 0 }))
            const banded = placed.filter(({ low, high }) => low !== undefined && high !== undefined)
            const top = banded.map(({ x, high = 0 }) => [x, y(high)] as const)
            const bottom = banded.map(({ x, low = 0 }) => [x, y(low)] as const).reverse()
            return (
              <g key={name} stroke={colour} fill={colour}>
                {banded.length > 1 && (
                  <path d={`${smooth(top)}L${smooth(bottom).slice(1)}Z`} className="band" stroke="none" />
                )}
                {banded.map(({ x, low = 0, high = 0, touchpoint }) => (
                  <path key={touchpoint} d={`M${x} ${y(low)}V${y(high)}`} strokeWidth="1.2" />
                ))}
                <path
                  d={smooth(placed.map(({ x, height }) => [x, y(height)]))}
                  fill="none"
                  strokeWidth="2"
                  {...(dash && { strokeDasharray: dash })}
                />
                {placed.map(({ x, height, touchpoint }) => (
                  <circle key={touchpoint} cx={x} cy={y(height)} r="4" className="dot" strokeWidth="2" />
                ))}
              </g>
            )
          })}
      </svg>
    </div>
  )
}
