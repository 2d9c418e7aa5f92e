import { Button, Group, SimpleGrid, Stack, Tabs, Text, Title } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Lived } from '../../../journeys/index.ts'
import { rate, tell } from '../../../kernel/index.ts'
import { Figure, RateNumber } from '../../kit/number.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import type { JourneyView } from './journey-view.ts'
import { Moments } from './moments.tsx'
import { OffMapTable } from './off-map.tsx'
import { StageColumn } from './stage-column.tsx'
import { useLived, useMap } from './use-journey.ts'
import { Variants } from './variants.tsx'
import './journey.css'

const Figures = ({ lived }: { readonly lived: Lived }) => {
  const { say, number, percent, time } = useWords()
  const { total, succeeded, abandoned, open } = lived.instances
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <Figure name={say('journey.total')}>{number(total)}</Figure>
      <Figure name={say('journey.succeeded.closed')}>
        <RateNumber rate={rate(succeeded, succeeded + abandoned)} />
      </Figure>
      <Figure name={say('journey.abandoned.closed')}>
        <RateNumber rate={rate(abandoned, succeeded + abandoned)} />
      </Figure>
      <Figure name={say('journey.open')}>{number(open)}</Figure>
      <Figure name={say('journey.median')}>{time(lived.duration.medianSeconds)}</Figure>
      <Figure name={say('journey.fitness')}>{percent(lived.conformance.fitness)}</Figure>
    </SimpleGrid>
  )
}

/** One journey: the map as designed, lit by what is lived; what is off the map; the ways taken. */
export const Journey = () => {
  const { say, date } = useWords()
  const { language } = useLanguage()
  const { map: id } = useParams({ from: '/maps/$map' })
  const { view = 'map' } = useSearch({ from: '/maps/$map' })
  const navigate = useNavigate({ from: '/maps/$map' })
  const map = useMap(id)
  const lived = useLived(id)
  if (map.isPending) return <Working />
  if (map.isError) return <Failed problem={map.error} retry={() => void map.refetch()} />
  const show = (next: string | null) =>
    void navigate({ search: next === 'map' || next === null ? {} : { view: next as NonNullable<JourneyView['view']> } })
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>{tell(map.data.title, language)}</Title>
          {lived.data && <Text className="quiet">{say('journey.asof', { date: date(lived.data.asOf) })}</Text>}
        </div>
        <Button
          component="a"
          href={`/reports/${encodeURIComponent(id)}?lang=${language}`}
          target="_blank"
          variant="light"
          rightSection={<IconExternalLink size={16} />}
        >
          {say('journey.report')}
        </Button>
      </Group>
      {lived.isPending && <Working />}
      {lived.isError && <Failed problem={lived.error} retry={() => void lived.refetch()} />}
      {lived.data && <Figures lived={lived.data} />}
      <Tabs value={view} onChange={show} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="map">{say('journey.tab.map')}</Tabs.Tab>
          <Tabs.Tab value="off-map">{say('journey.tab.offmap')}</Tabs.Tab>
          <Tabs.Tab value="moments">{say('journey.tab.moments')}</Tabs.Tab>
          <Tabs.Tab value="paths">{say('journey.tab.paths')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="map">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
          <section className="stages" tabIndex={0} aria-label={say('journey.tab.map')}>
            {map.data.stages.map((stage) => (
              <StageColumn key={stage.id} stage={stage} map={map.data} lived={lived.data} />
            ))}
          </section>
        </Tabs.Panel>
        <Tabs.Panel value="off-map">{lived.data && <OffMapTable map={map.data} lived={lived.data} />}</Tabs.Panel>
        <Tabs.Panel value="moments">
          <Moments id={id} />
        </Tabs.Panel>
        <Tabs.Panel value="paths">{lived.data && <Variants map={map.data} lived={lived.data} />}</Tabs.Panel>
      </Tabs>
    </Stack>
  )
}
