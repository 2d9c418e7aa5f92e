import { Button, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { IconArrowRight, IconUsers } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type Contrast, type DropOff, flowText } from '../../../../explorations/index.ts'
import type { Lived } from '../../../../journeys/index.ts'
import { rate, tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useExplaining } from '../../../kit/explaining.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { CountNumber, EstimateNumber, ExplainMark, RateNumber } from '../../../kit/number.tsx'
import { Failed, Working } from '../../../kit/state.tsx'
import { useChannelName } from '../../../words/channel.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { AskMore } from '../../measure/ask-more.tsx'
import { Bars } from '../../measure/pictures/bars.tsx'
import { TakeAway } from '../../measure/take-away.tsx'
import { useTraitWords } from '../people/selection-words.ts'
import { useFilters } from '../use-filters.ts'
import type { ViewProps } from '../view-props.ts'
import { dropOffAddress, useDropOff } from './use-ways.ts'
import './explore.css'
import { Scroller } from '../../../kit/scroller.tsx'

/** Where people leave: every stage of the map, with its interval; a press looks into it. */
const Stages = ({ map, lived, shown }: { map: JourneyMap; lived: Lived; shown: string }) => {
  const { say, percent } = useWords()
  const { language } = useLanguage()
  const navigate = useNavigate({ from: '/maps/$map' })
  const breaking = (id: string) => lived.breakingPoints.some((point) => point.stage === id)
  return (
    <section className="card picture">
      <Title order={2} size="h5" mb="xs">
        {say('explore.drop.where')}
      </Title>
      <Bars
        name={say('explore.drop.where')}
        bars={map.stages.map(({ id, title }) => {
          const { value = null, low = null, high = null } = lived.stages.find((each) => each.id === id)?.dropOff ?? {}
          const name = tell(title, language)
          return {
            key: id,
            label: id === shown ? `▸ ${name}` : name,
            value: value ?? 0,
            low,
            high,
            said: breaking(id) ? `⚠ ${percent(value)}` : percent(value),
            tone: breaking(id) ? 'bad' : id === shown ? 'accent' : 'faint',
            onPress: () => void navigate({ search: (before) => ({ ...before, stage: id }) }),
          }
        })}
      />
      <Text size="xs" className="quiet" mt={4}>
        {say('explore.drop.legend')}
      </Text>
    </section>
  )
}

/** Two rates on one line: with the trait, without it. */
const GapBar = ({ contrast }: { readonly contrast: Contrast }) => {
  const [a, b] = [contrast.with.value ?? 0, contrast.without.value ?? 0]
  const at = (share: number) => `calc(${share * 100}% - 2px)`
  return (
    <div className="gap-bar" aria-hidden>
      <i style={{ left: `${Math.min(a, b) * 100}%`, width: `${Math.abs(a - b) * 100}%` }} />
      <b style={{ left: at(b), background: 'var(--quiet)' }} />
      <b style={{ left: at(a), background: a > b ? 'var(--bad)' : 'var(--good)' }} />
    </div>
  )
}

const ContrastRow = ({ map, stage, contrast }: { map: JourneyMap; stage: string; contrast: Contrast }) => {
  const { say, number } = useWords()
  const traitOf = useTraitWords(map)
  const { trait, difference } = contrast
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${number(Math.abs(value) * 100, 0)}`
  const selection = (side: 'with' | 'without', left: boolean) => ({ of: 'trait', stage, trait, side, left }) as const
  return (
    <Table.Tr>
      <Table.Td miw={190}>
        <Text size="sm" fw={600}>
          {traitOf(trait)}
        </Text>
        <GapBar contrast={contrast} />
      </Table.Td>
      <Table.Td ta="right">
        <RateNumber
          rate={contrast.with}
          bold
          means="define.contrast"
          of={selection('with', true)}
          among={selection('with', false)}
        />
      </Table.Td>
      <Table.Td ta="right">
        <RateNumber
          rate={contrast.without}
          means="define.contrast"
          of={selection('without', true)}
          among={selection('without', false)}
        />
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        <EstimateNumber
          estimate={{ ...difference, n: contrast.with.den + contrast.without.den }}
          said={(value) => (value === null ? '–' : say('explore.drop.points', { value: signed(value) }))}
          means="define.contrast.difference"
          of={selection('with', true)}
          people={contrast.with.num}
        />
      </Table.Td>
    </Table.Tr>
  )
}

const Why = ({ map, drop }: { readonly map: JourneyMap; readonly drop: DropOff }) => {
  const { say } = useWords()
  if (drop.contrasts.length === 0)
    return <Text className="quiet">{say('explore.drop.nothing', { tested: drop.tested })}</Text>
  return (
    <Scroller name={say('explore.drop.why')} className="wide">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('explore.drop.those')}</Table.Th>
            <Table.Th ta="right">{say('explore.drop.with')}</Table.Th>
            <Table.Th ta="right">{say('explore.drop.without')}</Table.Th>
            <Table.Th ta="right">{say('explore.drop.difference')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {drop.contrasts.slice(0, 12).map((contrast) => (
            <ContrastRow key={contrast.trait} map={map} stage={drop.stage} contrast={contrast} />
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" className="quiet" mt="xs" component="div" data-explains>
        {say('explore.drop.caution', { tested: drop.tested })} <ExplainMark means="define.contrast" />
      </Text>
    </Scroller>
  )
}

const Last = ({ map, drop }: { readonly map: JourneyMap; readonly drop: DropOff }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const channelName = useChannelName(map)
  return (
    <Table verticalSpacing="xs">
      <Table.Tbody>
        {drop.last.map(({ touchpoint, channel, journeys }) => {
          const of = { of: 'last', stage: drop.stage, touchpoint, channel } as const
          const title = map.touchpoints.find(({ id }) => id === touchpoint)?.title ?? '–'
          return (
            <Table.Tr key={`${touchpoint} ${channel}`}>
              <Table.Td>
                {tell(title, language)}{' '}
                <Text component="span" size="sm" className="quiet">
                  {channelName(channel)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                <CountNumber count={journeys} means="define.last" of={of} />
              </Table.Td>
              <Table.Td ta="right">
                <RateNumber rate={rate(journeys, drop.dropOff.num, FEWEST_SHOWN)} means="define.last" of={of} />
              </Table.Td>
            </Table.Tr>
          )
        })}
        {drop.last.length === 0 && (
          <Table.Tr>
            <Table.Td>{say('people.none')}</Table.Td>
          </Table.Tr>
        )}
      </Table.Tbody>
    </Table>
  )
}

const Found = ({ map, drop }: { readonly map: JourneyMap; readonly drop: DropOff }) => {
  const { labelled, say, number } = useWords()
  const { language } = useLanguage()
  const { open } = useExplaining()
  const { map: id } = useParams({ from: '/maps/$map' })
  const title = tell(map.stages.find((each) => each.id === drop.stage)?.title ?? drop.stage, language)
  const afterwards = flowText({
    anchor: 'drop-off',
    at: drop.stage,
    direction: 'from',
    depth: 4,
    perStep: 5,
    offMap: true,
  })
  return (
    <Stack gap="md">
      <Group gap="md" align="center">
        <Text component="div" size="lg" fw={560}>
          {labelled(title, '')}
          <RateNumber
            rate={drop.dropOff}
            bold
            means="define.dropOff"
            of={{ of: 'stage', stage: drop.stage, as: 'abandoned' }}
            among={{ of: 'stage', stage: drop.stage, as: 'mature' }}
          />{' '}
          {say('explore.drop.leave')}
        </Text>
        <Button
          size="compact-md"
          variant="light"
          leftSection={<IconUsers size={16} aria-hidden />}
          disabled={drop.dropOff.num === 0}
          onClick={() => open?.({ of: 'stage', stage: drop.stage, as: 'abandoned' })}
        >
          {say('explore.drop.who', { count: number(drop.dropOff.num) })}
        </Button>
        <Link
          from="/maps/$map"
          to="/maps/$map"
          params={{ map: id }}
          search={(before) => ({ ...before, view: 'paths' as const, flow: afterwards })}
          className="after-link"
        >
          {say('explore.drop.instead')} <IconArrowRight size={14} aria-hidden />
        </Link>
        <AskMore map={id} />
      </Group>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
        <div>
          <Title order={2} size="h5" mb="xs">
            {say('explore.drop.why')}
          </Title>
          <Why map={map} drop={drop} />
        </div>
        <div>
          <Title order={2} size="h5" mb="xs">
            {say('explore.drop.last')}
          </Title>
          <Last map={map} drop={drop} />
        </div>
      </SimpleGrid>
    </Stack>
  )
}

/** Where customers leave, why as far as what they lived tells, and who they are. */
export const DropOffView = ({ id, map, lived }: ViewProps) => {
  const { labelled, say } = useWords()
  const { language } = useLanguage()
  const { filters } = useFilters()
  const { stage: asked } = useSearch({ from: '/maps/$map' })
  const worst = lived?.stages.reduce<string>((best, stage) => {
    const of = (one: string) => lived.stages.find((each) => each.id === one)?.dropOff.value ?? 0
    return (stage.dropOff.value ?? 0) > of(best) ? stage.id : best
  }, lived.stages[0]?.id ?? '')
  const stage = asked ?? worst ?? ''
  const drop = useDropOff(id, filters, stage)
  return (
    <Stack gap="md" className="answer">
      <Group justify="space-between" align="flex-start">
        <Text className="quiet">{say('explore.drop.lead')}</Text>
        <TakeAway
          name="drop-off"
          title={labelled(tell(map.title, language), say('journey.tab.dropoff'))}
          asks={say('explore.drop.lead')}
          json={dropOffAddress(id, filters, stage)}
          map={id}
          filters={filters}
        />
      </Group>
      {lived && <Stages map={map} lived={lived} shown={stage} />}
      {drop.isPending && <Working />}
      {drop.isError && <Failed problem={drop.error} retry={() => void drop.refetch()} />}
      {drop.data && <Found map={map} drop={drop.data} />}
    </Stack>
  )
}
