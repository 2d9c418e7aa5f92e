import { useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { OneJourney, PeopleOrder, PeoplePage } from '../../../../explorations/index.ts'
import { selectionText } from '../../../../explorations/index.ts'
import { inquire, Problem, send } from '../../../ask.ts'
import type { Whom } from '../../../kit/explaining.ts'
import { useLanguage } from '../../../words/language.tsx'
import type { Person } from '../../people/use-people.ts'
import { type Filters, filterQuery } from '../filters.ts'

/** Opens the list of the people of a number beside the board; the address says which list, never who. */
export const useOpenPeople = () => {
  const navigate = useNavigate({ from: '/maps/$map' })
  return (whom: Whom) =>
    void navigate({
      search: ({ aside: _, of: __, ...rest }) => ({
        ...rest,
        aside: 'people',
        of: typeof whom === 'string' ? whom : selectionText(whom),
      }),
    })
}

export const PAGE = 100

export interface ListAsked {
  readonly id: string
  readonly filters: Filters
  readonly of: string
  readonly order: PeopleOrder
  readonly descending: boolean
}

const pathOf = ({ id, filters }: Pick<ListAsked, 'id' | 'filters'>, rest = '') =>
  `/api/maps/${encodeURIComponent(id)}/people${rest}?${filterQuery(filters)}`

/** The pages of a list that are looked at, and no other: a list of a hundred thousand is never fetched whole. */
export const usePeoplePages = (asked: ListAsked, pages: readonly number[]) => {
  const { language } = useLanguage()
  const { of, order, descending } = asked
  return useQueries({
    queries: pages.map((page) => ({
      queryKey: ['people', asked.id, filterQuery(asked.filters).toString(), of, order, descending, page],
      queryFn: () =>
        send<PeoplePage & { readonly asOf: string }>('POST', pathOf(asked), language, {
          of,
          order,
          descending,
          after: page * PAGE,
          limit: PAGE,
        }),
      staleTime: 30_000,
    })),
  })
}

/**
 * Who the people of some rows are, by their key: their name and their own page. Asked with a body, never an address; the
 * rows stand without it, and for cases, which are nobody.
 */
export const useWhose = (keys: readonly string[]): ReadonlyMap<string, Person> => {
  const { language } = useLanguage()
  const asked = keys.filter((key) => key.startsWith('person:'))
  const found = useQuery({
    queryKey: ['people', 'whose', asked],
    queryFn: () =>
      inquire<{ readonly items: readonly (Person | null)[] }>('/api/people/whose', language, {
        identifiers: asked.map((key) => key.slice('person:'.length)),
      }),
    enabled: asked.length > 0,
    staleTime: 30_000,
  })
  return new Map(asked.flatMap((key, at) => (found.data?.items[at] ? [[key, found.data.items[at]] as const] : [])))
}

/** One row's journey, as it was lived. */
export const useOneJourney = (asked: Pick<ListAsked, 'id' | 'filters'>, key: string, journey: number) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['people', asked.id, 'journey', filterQuery(asked.filters).toString(), key, journey],
    queryFn: () => send<OneJourney>('POST', pathOf(asked, '/journey'), language, { key, journey }),
  })
}

/** Saves the whole list as CSV. */
export const usePeopleFile = () => {
  const { language } = useLanguage()
  return async (asked: ListAsked, name: string): Promise<void> => {
    const { of, order, descending } = asked
    const response = await fetch(pathOf(asked, '/file'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ of, order, descending }),
    })
    if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }
}
