import { Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { RulePreview } from '../../../../events/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useChannelName } from '../../../words/channel.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { sparkOf } from './spark.ts'
import { type RuleAsked, usePreview } from './use-rules.ts'

const Spark = ({ preview }: { readonly preview: RulePreview }) => {
  const { say, date } = useWords()
  const parts = sparkOf(preview.days, preview.span, 48)
  const top = Math.max(...parts, 1)
  if (parts.length < 2 || !preview.span) return null
  return (
    <figure className="spark">
      <svg viewBox={`0 0 ${parts.length * 4} 30`} preserveAspectRatio="none" aria-hidden="true">
        {parts.map((events, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a part of time is its place
            key={index}
            x={index * 4}
            width={3.2}
            y={30 - (28 * events) / top}
            height={Math.max(events > 0 ? 1 : 0, (28 * events) / top)}
          />
        ))}
      </svg>
      <figcaption>{say('rules.spark', { from: date(preview.span.from), to: date(preview.span.to) })}</figcaption>
    </figure>
  )
}

const Samples = ({ samples }: { readonly samples: RulePreview['samples'] }) => {
  const { say, date } = useWords()
  const [opened, { toggle }] = useDisclosure()
  if (samples.length === 0) return null
  return (
    <div>
      <UnstyledButton className="disclose" onClick={toggle} aria-expanded={opened}>
        <Text size="xs">{say('rules.samples', { count: samples.length })}</Text>
        {opened ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
      </UnstyledButton>
      <Collapse expanded={opened}>
        <ul className="samples">
          {samples.map(({ at, event, channel, person, properties }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows do not move
            <li key={index}>
              <strong>{event}</strong> · {date(new Date(at).toISOString())} · {channel} ·{' '}
              <span className="quiet">{person}</span>
              <div className="quiet">
                {Object.entries(properties)
                  .map(([name, value]) => `${name} = ${value}`)
                  .join(' · ')}
              </div>
            </li>
          ))}
        </ul>
      </Collapse>
    </div>
  )
}

const Overlaps = ({
  map,
  of,
  preview,
}: {
  readonly map: JourneyMap
  readonly of: string
  readonly preview: RulePreview
}) => {
  const { say, number } = useWords()
  const { language } = useLanguage()
  const place = (id: string) => map.touchpoints.findIndex((each) => each.id === id)
  return preview.overlaps.map(({ id, events }) => {
    const title = tell(map.touchpoints[place(id)]?.title, language) || id
    const theirs = place(id) < place(of)
    return (
      <Group key={id} gap={6} wrap="nowrap" align="flex-start" c="var(--watch)">
        <IconAlertTriangle size={15} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
        <Text size="xs">
          {say(theirs ? 'rules.overlap.theirs' : 'rules.overlap.ours', { title, count: number(events) })}
        </Text>
      </Group>
    )
  })
}

/** What a rule recognises in the events kept, as it is being written. */
export const Preview = ({
  map,
  of,
  asked,
}: {
  readonly map: JourneyMap
  /** The touchpoint that it recognises; absent for the entry and the success. */
  readonly of?: string
  readonly asked: RuleAsked
}) => {
  const { say, number, percent } = useWords()
  const channelName = useChannelName(map)
  const { data, isError, error, isPlaceholderData } = usePreview(asked)
  if (isError)
    return (
      <Text size="sm" c="var(--bad)" role="alert">
        {error.message}
      </Text>
    )
  if (!data)
    return (
      <Text size="sm" className="quiet" role="status">
        {say('state.working')}
      </Text>
    )
  const { events, people, total, offMap } = data
  return (
    <Stack gap={6} className="preview" aria-live="polite" data-stale={isPlaceholderData || undefined}>
      <Text size="sm">
        <strong>{say('rules.recognised', { count: events })}</strong>{' '}
        <span className="quiet">
          {say('rules.of', { share: percent(total === 0 ? 0 : events / total, 1), people })}
        </span>
      </Text>
      <Spark preview={data} />
      {data.channels.length > 0 && (
        <Group gap={4}>
          {data.channels.slice(0, 6).map(({ name, events: n }) => (
            <span key={name} className="channel">
              {channelName(name)} · {number(n)}
            </span>
          ))}
        </Group>
      )}
      {of !== undefined && (
        <>
          <Text size="xs" className="quiet">
            {offMap.after === offMap.before
              ? say('rules.offmap.same', { count: number(offMap.after) })
              : say('rules.offmap.changed', { before: number(offMap.before), after: number(offMap.after) })}
          </Text>
          <Overlaps map={map} of={of} preview={data} />
        </>
      )}
      <Samples samples={data.samples} />
    </Stack>
  )
}
