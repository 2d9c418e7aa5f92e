import { Button, Chip, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { propertyValue } from '../../../events/index.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { EventName, useEventName } from '../../words/event-name.tsx'
import { useWords } from '../../words/language.tsx'
import { ChannelSign, useChannel } from './channels.tsx'
import { Highlight } from './highlight.tsx'
import { type Lived, type TimelineAsked, useTimeline, type WholePerson } from './use-people.ts'

const said = (stored: string): string => {
  const value = propertyValue(stored)
  return typeof value === 'string' ? value : stored
}

const Said = ({ lived }: { readonly lived: Lived }) => {
  const { say } = useWords()
  const about = [
    [say('customers.said.source'), lived.source],
    [say('customers.said.store'), lived.store],
    [say('customers.said.adviser'), lived.adviser],
    [say('customers.said.as'), lived.identifier],
    ...Object.entries(lived.properties).map(([name, stored]) => [name, said(stored)] as const),
  ] as const
  return (
    <dl className="lived-said">
      {about
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

const Interaction = ({ lived, resized }: { readonly lived: Lived; readonly resized: () => void }) => {
  const { clock } = useWords()
  const channelName = useChannel()
  const eventName = useEventName()
  const [place] = lived.places
  return (
    <div className="lived">
      <time className="lived-time" dateTime={lived.at}>
        {clock(lived.at)}
      </time>
      <details onToggle={resized}>
        <summary>
          <Text component="span" fw={560}>
            {place?.title ?? <EventName event={lived.event} />}
          </Text>
          {place && place.title !== eventName(lived.event) && (
            <Text component="span" size="sm" className="quiet">
              {' '}
              <EventName event={lived.event} />
            </Text>
          )}
        </summary>
        <Said lived={lived} />
      </details>
      <Highlight lived={lived} />
      <Text size="sm" className="quiet lived-where">
        <ChannelSign channel={lived.channel} /> {channelName(lived.channel)}
        {lived.store && ` · ${lived.store}`}
      </Text>
    </div>
  )
}

type Line = { readonly day: string } | { readonly lived: Lived }

const useLines = (lived: readonly Lived[]): readonly Line[] => {
  const { date } = useWords()
  return useMemo(() => {
    const lines: Line[] = []
    let day = ''
    for (const one of lived) {
      const its = date(one.at)
      if (its !== day) lines.push({ day: its })
      day = its
      lines.push({ lived: one })
    }
    return lines
  }, [lived, date])
}

/** As many lines as the window shows: a life may hold ten thousand. */
const Lines = ({ lines, more }: { readonly lines: readonly Line[]; readonly more: () => void }) => {
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop((list.current?.getBoundingClientRect().top ?? 0) + scrollY), [])
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => (lines[index] && 'day' in lines[index] ? 44 : 58),
    overscan: 12,
    scrollMargin: top,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= lines.length - 10) more()
  }, [last, lines.length, more])
  return (
    <div ref={list} style={{ position: 'relative', height: virtual.getTotalSize() }}>
      {shown.map(({ index, key, start }) => {
        const line = lines[index]
        if (!line) return null
        return (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            style={{ position: 'absolute', insetInline: 0, transform: `translateY(${start - top}px)` }}
          >
            {'day' in line ? (
              <h3 className="day" style={{ margin: 0 }}>
                {line.day}
              </h3>
            ) : (
              <Interaction lived={line.lived} resized={() => virtual.measure()} />
            )}
          </div>
        )
      })}
    </div>
  )
}

interface Filter {
  readonly channels: readonly string[]
  readonly stage: string
}

const ALL = ''
/** Lines of days and interactions shown on a phone before one asks for all. */
const FIRST = 12
const none = () => undefined

/** The stages of the maps that the person lived, to look through their life by. */
const stagesOf = ({ journeys }: WholePerson) => {
  const maps = new Map(journeys.map(({ map, title, stages }) => [map, { title, stages }]))
  return [...maps].map(([map, { title, stages }]) => ({
    group: title,
    items: stages.map((stage) => ({ value: `${map}\u0000${stage.id}`, label: stage.title })),
  }))
}

const askedOf = ({ channels, stage }: Filter, text: string): TimelineAsked => {
  const [map, id] = stage.split('\u0000')
  return {
    ...(channels.length > 0 && { channels }),
    ...(text !== '' && { text }),
    ...(map && id && { map, stage: id }),
  }
}

/** All that the person lived, whatever it was filed under, the latest first. */
export const Timeline = ({ person }: { readonly person: WholePerson }) => {
  const { say, number } = useWords()
  const channelName = useChannel()
  const [filter, setFilter] = useState<Filter>({ channels: [], stage: ALL })
  const [typed, type] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const timeline = useTimeline(person.id, askedOf(filter, text))
  const lived = useMemo(() => timeline.data?.pages.flatMap(({ items }) => items) ?? [], [timeline.data])
  const lines = useLines(lived)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = timeline
  const more = useMemo(
    () => () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
    [hasNextPage, isFetchingNextPage, fetchNextPage],
  )
  // On a phone, what else is known of them stands below: a whole life would never let one reach it.
  const narrow = useMediaQuery('(max-width: 62em)') ?? false
  const [whole, showWhole] = useState(false)
  const first = useMemo(() => lines.slice(0, FIRST), [lines])
  const short = narrow && !whole && lines.length > FIRST + 2
  const stages = stagesOf(person)
  return (
    <section aria-labelledby="timeline" className="person-timeline">
      <Title order={2} size="h5" id="timeline" mb="xs">
        {say('customers.timeline')}
      </Title>
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <TextInput
            aria-label={say('customers.timeline.search')}
            placeholder={say('customers.timeline.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={typed}
            onChange={({ currentTarget }) => type(currentTarget.value)}
            w={{ base: '100%', sm: 240 }}
          />
          {stages.length > 0 && (
            <Select
              aria-label={say('customers.timeline.stage')}
              placeholder={say('customers.timeline.stage')}
              data={stages}
              value={filter.stage === ALL ? null : filter.stage}
              onChange={(stage) => setFilter({ ...filter, stage: stage ?? ALL })}
              clearable
              w={{ base: '100%', sm: 220 }}
            />
          )}
        </Group>
        {person.channels.length > 1 && (
          <Chip.Group multiple value={[...filter.channels]} onChange={(channels) => setFilter({ ...filter, channels })}>
            <Group gap={6}>
              {person.channels.map(({ channel, events }) => (
                <Chip key={channel} value={channel} size="xs" variant="outline">
                  {channelName(channel)} {number(events)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        )}
      </Stack>
      {timeline.isPending && <Working />}
      {timeline.isError && <Failed problem={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.data && lived.length === 0 && (
        <Text mt="md" className="quiet" role="status">
          {say('customers.timeline.none')}
        </Text>
      )}
      {lived.length > 0 && (
        <Lines key={short ? 'short' : 'whole'} lines={short ? first : lines} more={short ? none : more} />
      )}
      {short && (
        <Button mt="sm" variant="light" onClick={() => showWhole(true)}>
          {say('customers.timeline.whole')}
        </Button>
      )}
      {hasNextPage && !short && (
        <Button mt="sm" variant="subtle" loading={isFetchingNextPage} onClick={more}>
          {say('customers.timeline.more')}
        </Button>
      )}
    </section>
  )
}
