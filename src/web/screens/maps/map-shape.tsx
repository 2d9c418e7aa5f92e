import { useWords } from '../../words/language.tsx'
import type { Entry } from './use-portfolio.ts'

const [COLUMN, DOT, MOST] = [14, 5, 8]

/** A map drawn very small: a column a stage, a dot a touchpoint, hollow where nothing measures it. */
export const MapShape = ({ stages }: Pick<Entry, 'stages'>) => {
  const { say } = useWords()
  const touchpoints = stages.reduce((sum, stage) => sum + stage.touchpoints, 0)
  const measured = stages.reduce((sum, stage) => sum + stage.measured, 0)
  const rows = Math.min(MOST, Math.max(1, ...stages.map((stage) => stage.touchpoints)))
  const [width, height] = [Math.max(1, stages.length) * COLUMN, rows * (DOT + 3) + 8]
  return (
    <svg
      className="map-shape"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say('maps.shape', { stages: stages.length, touchpoints, measured })}
    >
      {stages.map((stage, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stage is drawn at its position
        <g key={at} transform={`translate(${at * COLUMN} 0)`}>
          <rect width={COLUMN - 3} height={3} rx={1.5} className="bar" />
          {Array.from({ length: Math.min(MOST, stage.touchpoints) }, (_, dot) => (
            <circle
              // biome-ignore lint/suspicious/noArrayIndexKey: a dot is drawn at its position
              key={dot}
              cx={(COLUMN - 3) / 2}
              cy={8 + dot * (DOT + 3) + DOT / 2}
              r={DOT / 2 - 0.5}
              className={dot < stage.measured ? 'measured' : 'unmeasured'}
            />
          ))}
        </g>
      ))}
    </svg>
  )
}
