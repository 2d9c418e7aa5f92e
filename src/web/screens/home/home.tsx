import { Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Lived } from '../../../journeys/index.ts'
import { rate, tell } from '../../../kernel/index.ts'
import { RateNumber } from '../../kit/number.tsx'
import { Empty, Failed, Working } from '../../kit/state.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { useLived, useMap } from '../journeys/use-journey.ts'
import { FIRST_STEPS } from '../maps/portfolio.tsx'
import { type ListedMap, useMaps } from '../maps/use-maps.ts'

/** Of the journeys that ended: people still on their way are neither. */
const closedRate = ({ succeeded, abandoned }: Lived['instances']) => rate(succeeded, succeeded + abandoned)

const Fact = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div>
    <Text size="xs" className="quiet">
      {name}
    </Text>
    <Text fw={640} component="div">
      {children}
    </Text>
  </div>
)

const MapCard = ({ listed }: { readonly listed: ListedMap }) => {
  const { say, percent, time } = useWords()
  const { language } = useLanguage()
  const map = useMap(listed.id)
  const lived = useLived(listed.id)
  const stageTitle = (id: string) => tell(map.data?.stages.find((stage) => stage.id === id)?.title ?? id, language)
  return (
    <article className="card" data-tour="journey-card" style={{ padding: '1.1rem 1.25rem' }}>
      <Title order={2} size="h3" mb={4}>
        <Link to="/maps/$map" params={{ map: listed.id }} style={{ color: 'inherit' }}>
          {listed.title}
        </Link>
      </Title>
      {lived.isPending && <Working />}
      {lived.isError && <Failed problem={lived.error} retry={() => void lived.refetch()} />}
      {lived.data && (
        <Stack gap="sm">
          <Text className="quiet">{say('home.instances', { count: lived.data.instances.total })}</Text>
          <Group gap="xl">
            <Fact name={say('home.success')}>
              <RateNumber rate={closedRate(lived.data.instances)} />
            </Fact>
            <Fact name={say('home.median')}>{time(lived.data.duration.medianSeconds)}</Fact>
            <Fact name={say('home.fitness')}>{percent(lived.data.conformance.fitness)}</Fact>
          </Group>
          <div>
            <Text size="xs" className="quiet">
              {say('home.decide')}
            </Text>
            {lived.data.breakingPoints.length === 0 && <Text>{say('home.decide.none')}</Text>}
            {lived.data.breakingPoints.map(({ stage, dropOff }) => (
              <Group key={stage} gap={6} wrap="nowrap" c="var(--bad)">
                <IconAlertTriangle size={16} aria-hidden />
                <Text>{say('home.decide.breaking', { title: stageTitle(stage), rate: percent(dropOff.value) })}</Text>
              </Group>
            ))}
          </div>
        </Stack>
      )}
    </article>
  )
}

/** Live journeys, and what needs a decision. */
export const Home = () => {
  const { say } = useWords()
  const maps = useMaps()
  if (maps.isPending) return <Working />
  if (maps.isError) return <Failed problem={maps.error} retry={() => void maps.refetch()} />
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{say('home.title')}</Title>
        <Text className="quiet">{say('home.lead')}</Text>
      </div>
      {maps.data.length === 0 && (
        <Empty title={say('maps.empty')} lead={say('maps.empty.lead')} commands={FIRST_STEPS} />
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {maps.data.map((listed) => (
          <MapCard key={listed.id} listed={listed} />
        ))}
      </SimpleGrid>
    </Stack>
  )
}
