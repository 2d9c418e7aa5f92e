import { useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { selectionText } from '../../../explorations/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import type { Explaining, Whom } from '../../kit/explaining.ts'
import { useFilterWords } from './filter-bar/filter-words.ts'
import { useOpenPeople } from './people/use-people.ts'
import { useFilters } from './use-filters.ts'

/** What stands behind every number of a journey's screen. */
export const useExplained = (map: JourneyMap, asOf: string | undefined): Explaining => {
  const { filters } = useFilters()
  const words = useFilterWords(map)
  const open = useOpenPeople()
  const router = useRouter()
  const search = useSearch({ from: '/maps/$map' })
  const { map: id } = useParams({ from: '/maps/$map' })
  return useMemo(() => {
    const text = (whom: Whom) => (typeof whom === 'string' ? whom : selectionText(whom))
    const address = (whom: Whom): string => {
      const { href } = router.buildLocation({
        to: '/maps/$map',
        params: { map: id },
        search: { ...search, aside: 'people', of: text(whom) },
      })
      return `${location.origin}${href}`
    }
    return { filters: words(filters), open, address, ...(asOf !== undefined && { asOf }) }
  }, [filters, words, open, asOf, router, search, id])
}
