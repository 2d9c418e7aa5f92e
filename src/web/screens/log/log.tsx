import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useEventName } from '../../words/event-name.tsx'
import { useWords } from '../../words/language.tsx'
import { useEventNames, useValues } from '../journeys/filter-bar/use-vocabulary.ts'
import { KeptDetails } from './kept-details.tsx'
import { KeptLine, useLogChannel } from './kept-line.tsx'
import { type Kept, useLog } from './use-log.ts'
import './log.css'
import { Scroller } from '../../kit/scroller.tsx'

const FIELDS = ['source', 'channel', 'event'] as const

/** Of which source, on which channel, under which name: the address says it. */
const Filters = () => {
  const { say } = useWords()
  const navigate = useNavigate({ from: '/collect/log' })
  const view = useSearch({ from: '/collect/log' })
  const [eventName, channelOf] = [useEventName(), useLogChannel()]
  const values = {
    source: useValues('source', ''),
    channel: useValues('channel', ''),
    event: useEventNames(),
  }
  const named = { source: (value: string) => value, channel: channelOf, event: eventName }
  return (
    <Group gap="sm" align="flex-end" component="search">
      {FIELDS.map((field) => (
        <Select
          key={field}
          label={say(`log.${field}`)}
          placeholder={say('log.all')}
          data={[
            ...new Set([...(view[field] ? [view[field]] : []), ...values[field].filter((value) => value !== '')]),
          ].map((value) => ({
            value,
            label: named[field](value),
          }))}
          value={view[field] ?? null}
          onChange={(value) =>
            void navigate({ search: ({ [field]: _, ...rest }) => ({ ...rest, ...(value && { [field]: value }) }) })
          }
          clearable
          searchable
          w={{ base: '100%', xs: 220 }}
        />
      ))}
    </Group>
  )
}

const ROW = { desk: 40, phone: 64 } as const

/** The lines in sight, of however many there are. */
const Lines = ({
  rows,
  more,
  open,
}: {
  readonly rows: readonly Kept[]
  readonly more: (() => void) | undefined
  readonly open: (kept: Kept) => void
}) => {
  const { say } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const height = window.matchMedia('(max-width: 48em)').matches ? ROW.phone : ROW.desk
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 12,
  })
  const seen = lines.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - 20) more?.()
  }, [last, rows.length, more])
  return (
    <Scroller name={say('log.title')} ref={box} className="card log-list">
      <ol style={{ height: lines.getTotalSize() }}>
        {seen.map(({ index, start, key }) => {
          const kept = rows[index]
          return (
            kept && (
              <li
                key={key}
                aria-posinset={index + 1}
                aria-setsize={more ? -1 : rows.length}
                style={{ transform: `translateY(${start}px)`, height }}
              >
                <KeptLine kept={kept} open={() => open(kept)} />
              </li>
            )
          )
        })}
      </ol>
    </Scroller>
  )
}

const Nothing = ({ filtered }: { readonly filtered: boolean }) => {
  const { say } = useWords()
  return (
    <Stack className="card" p="xl" gap="sm" align="flex-start" maw={680}>
      <Text>{say(filtered ? 'log.none.filtered' : 'log.none')}</Text>
      {!filtered && (
        <Button component={Link} to="/collect/import" leftSection={<IconFileImport size={17} aria-hidden />}>
          {say('palette.import')}
        </Button>
      )}
    </Stack>
  )
}

/** What was collected, interaction by interaction, the latest first: what every number rests on. */
export const Log = () => {
  const { say } = useWords()
  const view = useSearch({ from: '/collect/log' })
  const log = useLog(view)
  const [opened, open] = useState<Kept>()
  const rows = log.data?.pages.flatMap(({ items }) => items) ?? []
  const more = log.hasNextPage && !log.isFetchingNextPage ? () => void log.fetchNextPage() : undefined
  return (
    <Stack gap="md">
      <PageHead title={say('log.title')} lead={say('log.lead')} />
      <Filters />
      {log.isPending && <Working />}
      {log.isError && <Failed problem={log.error} retry={() => void log.refetch()} />}
      {log.data && rows.length === 0 && <Nothing filtered={Object.keys(view).length > 0} />}
      {rows.length > 0 && <Lines key={JSON.stringify(view)} rows={rows} more={more} open={open} />}
      {opened && <KeptDetails kept={opened} close={() => open(undefined)} />}
    </Stack>
  )
}
