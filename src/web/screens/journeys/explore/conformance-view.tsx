import { SimpleGrid, Stack, Table, Text } from '@mantine/core'
import { rate, tell } from '../../../../kernel/index.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { AmountNumber, CountNumber, Figure, RateNumber } from '../../../kit/number.tsx'
import { Scroller } from '../../../kit/scroller.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { ViewProps } from '../view-props.ts'

/** How far what is lived keeps to the design: what was skipped, repeated, out of order, on another channel, by whom. */
export const ConformanceView = ({ map, lived }: ViewProps) => {
  const { say, number, percent } = useWords()
  const { language } = useLanguage()
  if (!lived) return null
  const { conformance, instances } = lived
  const title = (list: typeof map.stages | typeof map.touchpoints, id: string) =>
    tell(list.find((each) => each.id === id)?.title ?? id, language)
  const [most] = [...conformance.deviations].sort((a, b) => b.instances - a.instances)
  const share = (count: number) => percent(rate(count, instances.total, FEWEST_SHOWN).value)
  const said =
    most &&
    say('explore.conformance.headline', {
      conform: share(conformance.outcomes.conform),
      broken: share(conformance.outcomes.broken),
      touchpoint: title(map.touchpoints, most.touchpoint),
      deviation: say(`people.deviation.${most.kind}`),
      count: number(most.instances),
    })
  return (
    <Stack gap="md">
      {said !== undefined && <p className="headline">{said}</p>}
      <Text className="quiet">{say('explore.conformance.lead')}</Text>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        {(['conform', 'onTrack', 'deviating', 'broken'] as const).map((outcome) => (
          <Figure key={outcome} name={say(`people.outcome.${outcome}`)}>
            <RateNumber
              rate={rate(conformance.outcomes[outcome], instances.total, FEWEST_SHOWN)}
              means={`define.outcome.${outcome}`}
              of={{ of: 'outcome', outcome }}
            />
          </Figure>
        ))}
      </SimpleGrid>
      {conformance.deviations.length === 0 ? (
        <Text>{say('explore.conformance.none')}</Text>
      ) : (
        <Scroller name={say('journey.tab.conformance')}>
          <Table verticalSpacing="xs" horizontalSpacing="md" miw={620}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('explore.conformance.deviation')}</Table.Th>
                <Table.Th>{say('explore.touchpoint')}</Table.Th>
                <Table.Th>{say('explore.stage')}</Table.Th>
                <Table.Th ta="right">{say('explore.journeys')}</Table.Th>
                <Table.Th ta="right">{say('number.share')}</Table.Th>
                <Table.Th ta="right">{say('explore.conformance.cost')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {conformance.deviations.map(({ kind, touchpoint, stage, instances: count, share, cost }) => {
                const of = { of: 'deviation', kind, touchpoint } as const
                return (
                  <Table.Tr key={`${kind} ${touchpoint}`}>
                    <Table.Td fw={600}>{say(`people.deviation.${kind}`)}</Table.Td>
                    <Table.Td>{title(map.touchpoints, touchpoint)}</Table.Td>
                    <Table.Td>{title(map.stages, stage)}</Table.Td>
                    <Table.Td ta="right">
                      <CountNumber count={count} means="define.deviation" of={of} />
                    </Table.Td>
                    <Table.Td ta="right">
                      <RateNumber rate={share} digits={1} means="define.deviation" of={of} />
                    </Table.Td>
                    <Table.Td ta="right">
                      <AmountNumber shown={number(cost)} means="define.cost" of={of} people={count} />
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </Scroller>
      )}
    </Stack>
  )
}
