import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Lived } from '../../../journeys/index.ts'
import type { Rate } from '../../../kernel/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import { rateDifference } from '../../../statistics/index.ts'
import { ExplainMark } from '../../kit/number.tsx'
import { Scroller } from '../../kit/scroller.tsx'
import { useWords } from '../../words/language.tsx'
import { FIGURES, FigureOf } from './map-figures.tsx'
import { figuresOf } from './use-portfolio.ts'

export interface Column {
  readonly key: string
  readonly name: string
  readonly map: JourneyMap
  readonly lived: Lived | undefined
}

interface DifferenceProps {
  readonly first: Rate
  readonly mine: Rate
  /** Both are of the same journeys, read with two designs: no sampling lies between them, and no interval holds. */
  readonly same: boolean
}

/** How far a rate is from the first column's, and whether chance may do it. */
const DifferenceFrom = ({ first, mine, same }: DifferenceProps) => {
  const { say, number } = useWords()
  if (first.value === null || mine.value === null) return null
  const difference = rateDifference(mine.num, mine.den, first.num, first.den)
  if (!difference) return null
  const points = (share: number) => `${share > 0 ? '+' : ''}${number(share * 100, 1)}`
  if (same)
    return (
      <span className="difference-note" data-explains>
        {say('maps.compare.same', { points: points(difference.value) })} <ExplainMark means="define.difference" />
      </span>
    )
  const sure = difference.low > 0 || difference.high < 0
  return (
    <span className="difference-note" data-explains>
      {say('maps.compare.points', {
        points: points(difference.value),
        low: points(difference.low),
        high: points(difference.high),
      })}
      {' · '}
      {say(sure ? 'maps.compare.sure' : 'maps.compare.unsure')} <ExplainMark means="define.difference" />
    </span>
  )
}

export const ColumnHeads = ({ columns, corner }: { readonly columns: readonly Column[]; readonly corner: string }) => (
  <thead>
    <tr>
      <td>
        <span className="visually-hidden">{corner}</span>
      </td>
      {columns.map(({ key, name, map }) => (
        <th key={key} scope="col">
          <Link to="/maps/$map" params={{ map: map.id }} className="map-title">
            {name}
          </Link>
        </th>
      ))}
    </tr>
  </thead>
)

/** What is lived on each map, figure by figure; rates beside the first map's. */
export const CompareFigures = ({ columns }: { readonly columns: readonly Column[] }) => {
  const { say, date } = useWords()
  const figures = columns.map(({ lived }) => lived && figuresOf(lived))
  const first = figures[0]
  const sameAsFirst = (at: number) => columns[at]?.map.id === columns[0]?.map.id
  return (
    <Scroller name={say('maps.compare.figures')} className="card compare">
      <table>
        <ColumnHeads columns={columns} corner={say('maps.compare.figures')} />
        <tbody>
          <tr>
            <th scope="row">{say('maps.column.status')}</th>
            {columns.map(({ key, map }) => (
              <td key={key}>
                {say(`status.${map.status ?? 'draft'}`)} · {say(`state.${map.state ?? 'current'}`)}
              </td>
            ))}
          </tr>
          {FIGURES.map((name) => (
            <tr key={name}>
              <th scope="row">{say(`maps.figure.${name}`)}</th>
              {columns.map(({ key }, at) => (
                <td key={key}>
                  <FigureOf name={name} of={figures[at]} />
                  {name === 'success' && at > 0 && first && figures[at] && (
                    <DifferenceFrom first={first.success} mine={figures[at].success} same={sameAsFirst(at)} />
                  )}
                  {name === 'dropoff' && at > 0 && first?.dropOff && figures[at]?.dropOff && (
                    <DifferenceFrom first={first.dropOff} mine={figures[at].dropOff} same={sameAsFirst(at)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{say('maps.compare.asof')}</th>
            {columns.map(({ key }, at) => (
              <td key={key}>{figures[at] ? date(figures[at].asOf) : '–'}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <Title order={2} size="h5" className="visually-hidden">
        {say('maps.compare.figures')}
      </Title>
    </Scroller>
  )
}
