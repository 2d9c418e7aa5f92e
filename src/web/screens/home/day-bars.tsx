import type { Pulse } from '../../../journeys/index.ts'
import { useWords } from '../../words/language.tsx'

const [WIDTH, HEIGHT, GAP] = [224, 44, 2]

/** Journeys entered day by day, those that succeeded in front. Its figures are also said in words. */
export const DayBars = ({ pulse: { days, asOf } }: { readonly pulse: Pulse }) => {
  const { say, number, date } = useWords()
  const most = Math.max(1, ...days.map(({ entered, succeeded }) => Math.max(entered, succeeded)))
  const step = WIDTH / days.length
  const total = (field: 'entered' | 'succeeded') => days.reduce((sum, day) => sum + day[field], 0)
  const label = say('home.days', {
    days: days.length,
    date: date(asOf),
    entered: number(total('entered')),
    succeeded: number(total('succeeded')),
  })
  const bar = (value: number) => (HEIGHT * value) / most
  return (
    <figure className="day-bars">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {days.map(({ from, entered, succeeded }, at) => (
          <g key={from}>
            <title>{say('home.day', { date: date(from), entered, succeeded })}</title>
            <rect x={at * step} y={0} width={step} height={HEIGHT} fill="transparent" />
            <rect
              className="entered"
              x={at * step}
              y={HEIGHT - bar(entered)}
              width={step - GAP}
              height={bar(entered)}
            />
            <rect
              className="succeeded"
              x={at * step}
              y={HEIGHT - bar(succeeded)}
              width={step - GAP}
              height={bar(succeeded)}
            />
          </g>
        ))}
      </svg>
      <figcaption>
        <span className="key entered" /> {say('home.entered')} <span className="key succeeded" />{' '}
        {say('home.succeeded')}
      </figcaption>
    </figure>
  )
}
