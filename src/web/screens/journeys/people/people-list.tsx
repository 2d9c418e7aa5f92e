import { Text } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import type { PersonRow as Row } from '../../../../explorations/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { Scroller } from '../../../kit/scroller.tsx'
import { Failed, Working } from '../../../kit/state.tsx'
import { useWords } from '../../../words/language.tsx'
import type { Person } from '../../people/use-people.ts'
import { PersonRow } from './person-row.tsx'
import { type ListAsked, PAGE, usePeoplePages, useWhose } from './use-people.ts'

const ROW = 74

/** Who the people of a page are, asked once for the page. */
const Page = ({
  rows,
  children,
}: {
  readonly rows: readonly Row[]
  readonly children: (whose: ReadonlyMap<string, Person>) => ReactNode
}) => children(useWhose([...new Set(rows.map(({ key }) => key))]))

/** The rows that are in sight, of however many there are; their pages are fetched as one scrolls. */
export const PeopleList = ({
  map,
  asked,
  open,
}: {
  readonly map: JourneyMap
  readonly asked: ListAsked
  readonly open: (row: Row) => void
}) => {
  const { say } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const [first] = usePeoplePages(asked, [0])
  const total = first?.data?.total ?? 0
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const seen = rows.getVirtualItems()
  const pages = [...new Set([0, ...seen.map(({ index }) => Math.floor(index / PAGE))])]
  const fetched = usePeoplePages(asked, pages)
  const byPage = new Map(pages.map((page, at) => [page, fetched[at]?.data]))
  if (first?.isPending) return <Working />
  if (first?.isError) return <Failed problem={first.error} retry={() => void first.refetch()} />
  if (total === 0) return <Text className="quiet">{say('people.none')}</Text>
  return (
    <Scroller name={say('people.title')} ref={box} className="people-list">
      <ul style={{ height: rows.getTotalSize() }}>
        {pages.map((page) => (
          <Page key={page} rows={byPage.get(page)?.items ?? []}>
            {(whose) =>
              seen
                .filter(({ index }) => Math.floor(index / PAGE) === page)
                .map(({ index, start, key }) => {
                  const row = byPage.get(page)?.items[index % PAGE]
                  return (
                    <li
                      key={key}
                      aria-setsize={total}
                      aria-posinset={index + 1}
                      style={{ transform: `translateY(${start}px)` }}
                    >
                      {row ? (
                        <PersonRow map={map} row={row} who={whose.get(row.key)} open={() => open(row)} />
                      ) : (
                        <Text size="sm" className="quiet" p="sm">
                          …
                        </Text>
                      )}
                    </li>
                  )
                })
            }
          </Page>
        ))}
      </ul>
    </Scroller>
  )
}
