import { Text, Title } from '@mantine/core'
import { durationMs, tell } from '../../../kernel/index.ts'
import type { JourneyMap, Stage } from '../../../maps/index.ts'
import { AmountNumber, RateNumber } from '../../kit/number.tsx'
import { Scroller } from '../../kit/scroller.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { alignStages, folded } from './align-stages.ts'
import { type Column, ColumnHeads } from './compare-figures.tsx'

const Cell = ({
  column,
  stage,
  first,
}: {
  column: Column
  stage: Stage | undefined
  first: JourneyMap | undefined
}) => {
  const { say, time } = useWords()
  const { language } = useLanguage()
  if (!stage) return <Text className="quiet">–</Text>
  const lived = column.lived?.stages.find(({ id }) => id === stage.id)
  const known = new Set(first?.touchpoints.flatMap(({ id, title }) => [id, folded(tell(title, 'fr'))]))
  const expected = stage.expected === undefined ? undefined : durationMs(stage.expected)
  return (
    <>
      <Text fw={640}>{tell(stage.title, language)}</Text>
      <Text size="sm" component="div" className="quiet">
        {expected !== undefined && <span data-setting>{say('journey.expected', { time: time(expected / 1000) })}</span>}
        {lived && (
          <>
            {' · '}
            <AmountNumber
              shown={say('maps.compare.lived', { time: time(lived.medianSeconds) })}
              means="define.stage.median"
            />
            {' · '}
            {say('journey.dropoff.title')} <RateNumber rate={lived.dropOff} means="define.dropOff" />
          </>
        )}
      </Text>
      <ul>
        {column.map.touchpoints
          .filter((touchpoint) => touchpoint.stage === stage.id)
          .map(({ id, title }) => {
            const only = first !== undefined && !known.has(id) && !known.has(folded(tell(title, 'fr')))
            return (
              <li key={id}>
                <span className={only ? 'only' : undefined}>{tell(title, language)}</span>
                {only && <span className="quiet small"> ({say('maps.compare.only')})</span>}
              </li>
            )
          })}
      </ul>
    </>
  )
}

/** What differs in design: stages on common rows, with the touchpoints that the first map does not have. */
export const CompareDesign = ({ columns }: { readonly columns: readonly Column[] }) => {
  const { say } = useWords()
  const rows = alignStages(columns.map(({ map }) => map))
  return (
    <Scroller name={say('maps.compare.design')} className="card compare">
      <Title order={2} size="h4" p="md">
        {say('maps.compare.design')}
      </Title>
      <table>
        <ColumnHeads columns={columns} corner={say('maps.compare.design')} />
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.map((stage) => stage?.id ?? '').join(' ')}>
              <th scope="row">{say('maps.compare.stage', { number: at + 1 })}</th>
              {columns.map((column, c) => (
                <td key={column.key}>
                  <Cell column={column} stage={row[c]} first={c === 0 ? undefined : columns[0]?.map} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
