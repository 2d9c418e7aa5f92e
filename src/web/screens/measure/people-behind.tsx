import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowRight, IconDownload, IconX } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { identifierOf, useCalled } from '../../kit/called.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { PersonLink } from '../journeys/people/person-row.tsx'
import { useWhose } from '../journeys/people/use-people.ts'
import { usePeopleBehind } from './use-answer.ts'

const ROW = 40
/** Who they are is asked for so many at a time, so that it stays while one scrolls. */
const PAGE = 50

interface RowsProps {
  readonly keys: readonly string[]
  /** Brings the next of them, where there are more. */
  readonly more: (() => void) | undefined
}

const Rows = ({ keys, more }: RowsProps) => {
  const { say } = useWords()
  const called = useCalled()
  const box = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: keys.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const seen = rows.getVirtualItems()
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0]
  const atEnd = last >= keys.length - PAGE
  useEffect(() => {
    if (atEnd) more?.()
  }, [atEnd, more])
  const whose = useWhose(keys.slice(first - (first % PAGE), last - (last % PAGE) + PAGE))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={box} className="people-behind" tabIndex={0} aria-label={say('people.title')}>
      <ul style={{ height: rows.getTotalSize() }}>
        {seen.map(({ index, start, key }) => {
          const name = keys[index] ?? ''
          const who = whose.get(name)
          return (
            <li key={key} style={{ transform: `translateY(${start}px)`, height: ROW }}>
              <span title={identifierOf(name)}>{who?.name || called(name)}</span>
              {who && <PersonLink who={who} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

interface BehindProps {
  readonly name: string
  readonly asked: URLSearchParams
  readonly of: string
  /** Whom the list is of, in words. */
  readonly title: string
  /** Where these people went afterwards, where that can be shown. */
  readonly afterwards?: (() => void) | undefined
  readonly close: () => void
}

/** Who is behind a number: as many as it counts; where they went, and the list to keep. */
export const PeopleBehind = ({ name, asked, of, title, afterwards, close }: BehindProps) => {
  const { say, number } = useWords()
  const people = usePeopleBehind(name, asked, of)
  const [first] = people.data?.pages ?? []
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = people
  const file = new URLSearchParams(asked)
  file.set('people', of)
  file.set('format', 'csv')
  return (
    <aside className="aside card" aria-label={say('people.title')}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="xs">
        <Text component="h2" fw={660} m={0} lh={1.3}>
          {title}
        </Text>
        <ActionIcon variant="subtle" color="gray" aria-label={say('aside.close')} onClick={close}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
      {people.isPending && <Working />}
      {people.isError && <Failed problem={people.error} retry={() => void people.refetch()} />}
      {first && (
        <Stack gap="xs">
          <Text size="sm" className="quiet" role="status">
            {say('measure.behind.count', { count: number(first.count) })}
          </Text>
          <Group gap="xs">
            {afterwards && (
              <Button size="xs" rightSection={<IconArrowRight size={14} aria-hidden />} onClick={afterwards}>
                {say('measure.behind.afterwards')}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              component="a"
              href={`/api/analyses/${name}?${file}`}
              download
              leftSection={<IconDownload size={14} aria-hidden />}
            >
              CSV
            </Button>
          </Group>
          <Rows
            keys={people.data?.pages.flatMap(({ keys }) => keys) ?? []}
            more={hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined}
          />
        </Stack>
      )}
    </aside>
  )
}
