import { Table } from '@mantine/core'
import type { Conformance, Lived } from '../../../../journeys/index.ts'
import { rate, tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { AmountNumber, CountNumber, RateNumber } from '../../../kit/number.tsx'
import { Scroller } from '../../../kit/scroller.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { STAGE_DEVIATIONS, useDeviationName } from './conformance-picture.tsx'

interface OfMap {
  readonly map: JourneyMap
  readonly lived: Lived
}

const useTitles = (map: JourneyMap) => {
  const { language } = useLanguage()
  const title = (list: typeof map.stages | typeof map.touchpoints) => (id: string) =>
    tell(list.find((each) => each.id === id)?.title ?? id, language)
  return { stage: title(map.stages), touchpoint: title(map.touchpoints) }
}

/** Each deviation by its touchpoint, the costliest first. */
export const DeviationTable = ({ map, lived }: OfMap) => {
  const { say, number } = useWords()
  const titles = useTitles(map)
  return (
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
          {lived.conformance.deviations.map(({ kind, touchpoint, stage, instances: count, share, cost }) => {
            const of = { of: 'deviation', kind, touchpoint } as const
            return (
              <Table.Tr key={`${kind} ${touchpoint}`}>
                <Table.Td fw={600}>{say(`people.deviation.${kind}`)}</Table.Td>
                <Table.Td>{titles.touchpoint(touchpoint)}</Table.Td>
                <Table.Td>{titles.stage(stage)}</Table.Td>
                <Table.Td ta="right">
                  <CountNumber count={count} means="define.deviation" of={of} />
                </Table.Td>
                <Table.Td ta="right">
                  <RateNumber rate={share} digits={1} means="define.deviation" of={of} among={{ of: 'journeys' }} />
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
  )
}

/** What the picture draws, each number with what it is: a line a stage. */
export const StageTable = ({ map, lived }: OfMap) => {
  const { say } = useWords()
  const titles = useTitles(map)
  const nameOf = useDeviationName()
  return (
    <Scroller name={say('explore.conformance.stages')}>
      <Table verticalSpacing="xs" horizontalSpacing="md" miw={780}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('explore.stage')}</Table.Th>
            <Table.Th ta="right">{say('explore.conformance.entered.title')}</Table.Th>
            {STAGE_DEVIATIONS.map((one) => (
              <Table.Th key={one.kind} ta="right">
                {nameOf(one)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lived.stages.map(({ id, entered, deviations }) => (
            <Table.Tr key={id}>
              <Table.Td fw={600}>{titles.stage(id)}</Table.Td>
              <Table.Td ta="right">
                <CountNumber count={entered} means="define.entered" of={{ of: 'stage', stage: id, as: 'entered' }} />
              </Table.Td>
              {STAGE_DEVIATIONS.map(({ kind, as }) => (
                <Table.Td key={kind} ta="right">
                  <RateNumber
                    rate={rate(deviations[kind], lived.instances.total, FEWEST_SHOWN)}
                    digits={1}
                    means={`define.stage.${kind}`}
                    of={{ of: 'stage', stage: id, as }}
                    among={{ of: 'journeys' }}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroller>
  )
}

/** A band of fitness in words. */
export const useBandName = () => {
  const { say, percent } = useWords()
  return (bands: Conformance['bands'], at: number): string => {
    const [from, to] = [bands[at]?.from ?? 0, bands[at + 1]?.from]
    if (to === undefined) return say('explore.conformance.band.all')
    return from === 0
      ? say('explore.conformance.band.under', { to: percent(to) })
      : say('explore.conformance.band', { from: percent(from), to: percent(to) })
  }
}

/** How many follow the map how closely. */
export const BandTable = ({ lived }: { readonly lived: Lived }) => {
  const { say } = useWords()
  const nameOf = useBandName()
  const { bands } = lived.conformance
  return (
    <Scroller name={say('explore.conformance.fitness')}>
      <Table verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('journey.fitness')}</Table.Th>
            <Table.Th ta="right">{say('explore.journeys')}</Table.Th>
            <Table.Th ta="right">{say('number.share')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bands.map(({ from, instances }, at) => {
            const whom = { means: 'define.fitness.band', of: { of: 'fitness', from } } as const
            return (
              <Table.Tr key={from}>
                <Table.Td fw={600}>{nameOf(bands, at)}</Table.Td>
                <Table.Td ta="right">
                  <CountNumber count={instances} {...whom} />
                </Table.Td>
                <Table.Td ta="right">
                  <RateNumber
                    rate={rate(instances, lived.instances.total, FEWEST_SHOWN)}
                    digits={1}
                    {...whom}
                    among={{ of: 'journeys' }}
                  />
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Scroller>
  )
}
