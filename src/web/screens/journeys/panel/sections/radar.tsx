import { LEVERS, type Touchpoint } from '../../../../../maps/index.ts'
import { useWords } from '../../../../words/language.tsx'

const [CENTRE, RADIUS] = [130, 78]

const point = (index: number, level: number): readonly [x: number, y: number] => {
  const angle = (2 * Math.PI * index) / LEVERS.length - Math.PI / 2
  const length = (RADIUS * level) / 5
  return [CENTRE + length * Math.cos(angle), 105 + length * Math.sin(angle)]
}

const outline = (levels: readonly number[]): string =>
  `${levels
    .map(
      (level, index) =>
        `${index === 0 ? 'M' : 'L'}${point(index, level)
          .map((n) => n.toFixed(1))
          .join(' ')}`,
    )
    .join('')}Z`

/** The eight levers at a glance: the line is what is aimed at, the surface what customers perceive. The fields below say it in figures. */
export const Radar = ({ levers }: { readonly levers: NonNullable<Touchpoint['levers']> }) => {
  const { say } = useWords()
  const aimed = LEVERS.map((lever) => levers[lever]?.aimed ?? 0)
  const perceived = LEVERS.map((lever) => levers[lever]?.perceived ?? 0)
  if (aimed.every((level) => level === 0) && perceived.every((level) => level === 0)) return null
  return (
    <figure className="radar">
      <svg viewBox="0 0 260 210" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((level) => (
          <path key={level} d={outline(LEVERS.map(() => level))} className="ring" />
        ))}
        <path d={outline(perceived)} className="perceived" />
        <path d={outline(aimed)} className="aimed" />
        {LEVERS.map((lever, index) => {
          const [x, y] = point(index, 5.7)
          const anchor = Math.abs(x - CENTRE) < 12 ? 'middle' : x > CENTRE ? 'start' : 'end'
          return (
            <text key={lever} x={x} y={y + 3} textAnchor={anchor}>
              {say(`lever.${lever}`)}
            </text>
          )
        })}
      </svg>
      <figcaption>
        <span className="key aimed" aria-hidden="true" /> {say('panel.aimed')}
        <span className="key perceived" aria-hidden="true" /> {say('panel.perceived')}
      </figcaption>
    </figure>
  )
}
