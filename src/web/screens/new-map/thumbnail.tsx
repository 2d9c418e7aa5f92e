import type { JourneyMap } from '../../../maps/index.ts'

const WIDTH = 220
const HEIGHT = 84

/** A map drawn small: its stages, its touchpoints, and what customers feel along the way. */
export const Thumbnail = ({ map }: { readonly map: JourneyMap }) => {
  const column = WIDTH / Math.max(1, map.stages.length)
  const line: string[] = []
  const cards = map.stages.flatMap((stage, index) => {
    const mine = map.touchpoints.filter((touchpoint) => touchpoint.stage === stage.id)
    return mine.map((touchpoint, place) => {
      const felt = touchpoint.experience?.find(({ emotion }) => emotion !== undefined)?.emotion
      const x = index * column + (column * (place + 0.5)) / mine.length
      if (felt !== undefined)
        line.push(`${line.length === 0 ? 'M' : 'L'}${x.toFixed(1)} ${(HEIGHT - 13 - felt * 5).toFixed(1)}`)
      return {
        key: touchpoint.id,
        x: index * column + 4,
        y: 12 + place * 9,
        absent: touchpoint.need === 'expected_absent',
      }
    })
  })
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="thumbnail" aria-hidden="true">
      {map.stages.map(({ id, phase }, index) => (
        <rect key={id} x={index * column + 1.5} y={2} width={column - 3} height={5} rx={2.5} className={phase} />
      ))}
      {cards.map(({ key, x, y, absent }) => (
        <rect
          key={key}
          x={x}
          y={y}
          width={column - 8}
          height={6}
          rx={2}
          className={absent ? 'touch absent' : 'touch'}
        />
      ))}
      <path d={line.join('')} className="felt" />
    </svg>
  )
}
