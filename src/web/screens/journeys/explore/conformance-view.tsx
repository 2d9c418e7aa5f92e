import { SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { use } from 'react'
import type { Lived } from '../../../../journeys/index.ts'
import { rate, tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useExplaining } from '../../../kit/explaining.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { Figure, Headline, RateNumber } from '../../../kit/number.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { Bars, Brief } from '../../measure/pictures/bars.tsx'
import type { ViewProps } from '../view-props.ts'
import { ConformancePicture } from './conformance-picture.tsx'
import { BandTable, DeviationTable, StageTable, useBandName } from './conformance-tables.tsx'

const Heading = ({ children }: { readonly children: string }) => (
  <Title order={2} size="h4">
    {children}
  </Title>
)

/** How closely each journey follows the map: one bar a band of fitness. */
const FitnessBars = ({ lived }: { readonly lived: Lived }) => {
  const { say, number, percent } = useWords()
  const { open } = useExplaining()
  const nameOf = useBandName()
  const { bands } = lived.conformance
  const lowest = Math.max(
    0,
    bands.findIndex(({ instances }) => instances > 0),
  )
  return (
    <Bars
      name={say('explore.conformance.fitness')}
      bars={bands
        .map(({ from, instances }, at) => ({
          key: String(from),
          label: nameOf(bands, at),
          value: instances,
          said: `${number(instances)} · ${percent(rate(instances, lived.instances.total, FEWEST_SHOWN).value)}`,
          ...(instances > 0 && { onPress: () => open?.({ of: 'fitness', from }) }),
        }))
        .slice(lowest)
        .reverse()}
    />
  )
}

const Said = ({ map, lived: { conformance, instances } }: { readonly map: JourneyMap; readonly lived: Lived }) => {
  const { say, number, percent } = useWords()
  const { language } = useLanguage()
  const [most] = [...conformance.deviations].sort((a, b) => b.instances - a.instances)
  if (!most) return null
  const share = (count: number) => percent(rate(count, instances.total, FEWEST_SHOWN).value)
  return (
    <Headline means="define.fitness">
      {say('explore.conformance.headline', {
        conform: share(conformance.outcomes.conform),
        broken: share(conformance.outcomes.broken),
        touchpoint: tell(map.touchpoints.find(({ id }) => id === most.touchpoint)?.title ?? most.touchpoint, language),
        deviation: say(`people.deviation.${most.kind}`),
        count: number(most.instances),
      })}
    </Headline>
  )
}

/** How far what is lived keeps to the design: what was skipped, repeated, out of order, on another channel, by whom. */
export const ConformanceView = ({ map, lived }: ViewProps) => {
  const { say } = useWords()
  const brief = use(Brief)
  if (!lived) return null
  const { conformance, instances } = lived
  const picture = <ConformancePicture map={map} lived={lived} />
  if (brief)
    return (
      <>
        <Said map={map} lived={lived} />
        {picture}
      </>
    )
  return (
    <Stack gap="md">
      <Said map={map} lived={lived} />
      <Text className="quiet">{say('explore.conformance.lead')}</Text>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        {(['conform', 'onTrack', 'deviating', 'broken'] as const).map((outcome) => (
          <Figure key={outcome} name={say(`people.outcome.${outcome}`)}>
            <RateNumber
              rate={rate(conformance.outcomes[outcome], instances.total, FEWEST_SHOWN)}
              means={`define.outcome.${outcome}`}
              of={{ of: 'outcome', outcome }}
              among={{ of: 'journeys' }}
            />
          </Figure>
        ))}
      </SimpleGrid>
      <section className="card picture">
        <Heading>{say('explore.conformance.stages')}</Heading>
        <Text size="sm" className="quiet" mb="md" data-legend>
          {say('explore.conformance.legend')}
        </Text>
        {picture}
      </section>
      <section className="card picture">
        <Heading>{say('explore.conformance.fitness')}</Heading>
        <Text size="sm" className="quiet" mb="xs">
          {say('explore.conformance.fitness.lead')}
        </Text>
        <FitnessBars lived={lived} />
      </section>
      <Heading>{say('explore.conformance.which')}</Heading>
      {conformance.deviations.length === 0 ? (
        <Text>{say('explore.conformance.none')}</Text>
      ) : (
        <DeviationTable map={map} lived={lived} />
      )}
      <details className="alternative">
        <summary>{say('explore.table')}</summary>
        <Stack gap="md" mt="sm">
          <StageTable map={map} lived={lived} />
          <BandTable lived={lived} />
        </Stack>
      </details>
    </Stack>
  )
}
