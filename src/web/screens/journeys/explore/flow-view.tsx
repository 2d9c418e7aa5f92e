import { Group, SegmentedControl, Select, SimpleGrid, Slider, Stack, Switch, Text, Title } from '@mantine/core'
import type { FlowQuestion } from '../../../../explorations/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { CountNumber } from '../../../kit/number.tsx'
import { Failed, Working } from '../../../kit/state.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { TakeAway } from '../../measure/take-away.tsx'
import { useFilters } from '../use-filters.ts'
import type { ViewProps } from '../view-props.ts'
import { FlowTable } from './flow-table.tsx'
import { Sankey } from './sankey.tsx'
import { flowAddress, useFlow, useFlowQuestion } from './use-ways.ts'
import './explore.css'

type Change = ReturnType<typeof useFlowQuestion>['change']

/** From where, or up to where, the paths are drawn. */
const AnchorSelect = ({ map, question, change }: { map: JourneyMap; question: FlowQuestion; change: Change }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const one = (anchor: string, id: string, title: string) => ({ value: `${anchor} ${id}`, label: title })
  const stages = map.stages.map(({ id, title }) => ({ id, title: tell(title, language) }))
  const data = [
    one('start', '', say('explore.flow.start')),
    one('end', '', say('explore.flow.end')),
    {
      group: say('explore.flow.after-leaving'),
      items: stages.map(({ id, title }) => one('drop-off', id, say('explore.flow.left', { stage: title }))),
    },
    { group: say('explore.stages'), items: stages.map(({ id, title }) => one('stage', id, title)) },
    {
      group: say('explore.touchpoints'),
      items: map.touchpoints.map(({ id, title }) => one('touchpoint', id, tell(title, language))),
    },
  ]
  return (
    <Select
      size="sm"
      searchable
      allowDeselect={false}
      label={say('explore.flow.anchor')}
      data={data}
      value={`${question.anchor} ${question.at}`}
      onChange={(value) => {
        const [anchor = 'start', at = ''] = (value ?? '').split(' ')
        const direction =
          anchor === 'end' ? 'to' : anchor === 'start' || anchor === 'drop-off' ? 'from' : question.direction
        change({
          anchor: anchor as FlowQuestion['anchor'],
          at,
          direction,
          ...(anchor === 'drop-off' && { offMap: true }),
        })
      }}
    />
  )
}

interface ControlsProps {
  readonly map: JourneyMap
  readonly question: FlowQuestion
  readonly beside: boolean
  readonly change: Change
}

const Controls = ({ map, question, beside, change }: ControlsProps) => {
  const { say } = useWords()
  const either = question.anchor === 'touchpoint' || question.anchor === 'stage'
  const shown = beside ? 'both' : (question.status ?? 'all')
  return (
    <Group gap="md" align="end">
      <AnchorSelect map={map} question={question} change={change} />
      {either && (
        <SegmentedControl
          aria-label={say('explore.flow.direction')}
          value={question.direction}
          onChange={(direction) => change({ direction: direction as 'from' | 'to' })}
          data={(['from', 'to'] as const).map((value) => ({ value, label: say(`explore.flow.direction.${value}`) }))}
        />
      )}
      {question.anchor !== 'drop-off' && (
        <SegmentedControl
          aria-label={say('explore.flow.status')}
          value={shown}
          onChange={(next) =>
            change({ status: next === 'succeeded' || next === 'abandoned' ? next : undefined }, next === 'both')
          }
          data={(['all', 'succeeded', 'abandoned', 'both'] as const).map((value) => ({
            value,
            label: say(`explore.flow.status.${value}`),
          }))}
        />
      )}
      <div style={{ width: 130 }} data-setting>
        <Text size="sm">{say('explore.flow.depth', { depth: question.depth })}</Text>
        <Slider
          min={2}
          max={10}
          label={null}
          thumbLabel={say('explore.flow.depth', { depth: question.depth })}
          value={question.depth}
          onChange={(depth) => change({ depth })}
        />
      </div>
      <div style={{ width: 130 }} data-setting>
        <Text size="sm">{say('explore.flow.labels', { count: question.perStep })}</Text>
        <Slider
          min={2}
          max={12}
          label={null}
          thumbLabel={say('explore.flow.labels', { count: question.perStep })}
          value={question.perStep}
          onChange={(perStep) => change({ perStep })}
        />
      </div>
      <Switch
        label={say('explore.flow.offmap')}
        checked={question.offMap}
        onChange={(event) => change({ offMap: event.currentTarget.checked })}
      />
    </Group>
  )
}

const OneFlow = ({
  id,
  map,
  question,
  title,
}: {
  id: string
  map: JourneyMap
  question: FlowQuestion
  title: string
}) => {
  const { say } = useWords()
  const { filters } = useFilters()
  const flow = useFlow(id, filters, question)
  if (flow.isPending) return <Working />
  if (flow.isError) return <Failed problem={flow.error} retry={() => void flow.refetch()} />
  return (
    <Stack gap="xs" style={{ minWidth: 0 }}>
      <Group gap="xs" align="baseline">
        <Title order={2} size="h5">
          {title}
        </Title>
        <Text size="sm" className="quiet" component="div">
          <CountNumber
            count={flow.data.journeys}
            shown={say('explore.flow.count', { count: flow.data.journeys })}
            means="define.total"
          />
        </Text>
      </Group>
      {flow.data.journeys === 0 ? (
        <Text className="quiet">{say('explore.flow.none')}</Text>
      ) : (
        <>
          <Sankey map={map} flow={flow.data} name={title} />
          <FlowTable map={map} flow={flow.data} />
        </>
      )}
    </Stack>
  )
}

/** Where people go from a place, or come from before it; after they gave up, what they did instead. */
export const FlowView = ({ id, map }: ViewProps) => {
  const { labelled, say } = useWords()
  const { language } = useLanguage()
  const { filters } = useFilters()
  const { question, beside, change } = useFlowQuestion()
  const { status, ...all } = question
  const shown = beside && question.anchor !== 'drop-off' ? (['succeeded', 'abandoned'] as const) : [status]
  return (
    <Stack gap="md" className="answer">
      <Group justify="space-between" align="flex-start">
        <Text className="quiet">{say('explore.flow.lead')}</Text>
        <TakeAway
          name="paths"
          title={labelled(tell(map.title, language), say('journey.tab.paths'))}
          asks={say('explore.flow.lead')}
          json={flowAddress(id, filters, question)}
          map={id}
          filters={filters}
        />
      </Group>
      <Controls map={map} question={question} beside={beside} change={change} />
      <SimpleGrid cols={{ base: 1, xl: shown.length }}>
        {shown.map((one) => (
          <OneFlow
            key={one ?? 'all'}
            id={id}
            map={map}
            question={one ? { ...all, status: one } : all}
            title={say(`explore.flow.status.${one ?? 'all'}`)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}
