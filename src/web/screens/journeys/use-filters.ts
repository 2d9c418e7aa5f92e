import { useNavigate, useSearch } from '@tanstack/react-router'
import { createContext, use, useMemo } from 'react'
import { FILTER_NAMES, type Filters, filtersOf } from './filters.ts'

/** The filters of a kept view, which stands on a screen that has others, or none. */
export const KeptFilters = createContext<Filters | undefined>(undefined)

/** The filters of the address, whichever screen bears them, and how to change them: `change({ channel: undefined })` removes one. */
export const useFilters = () => {
  const search = useSearch({ strict: false })
  const kept = use(KeptFilters)
  const navigate = useNavigate()
  const written = JSON.stringify(kept ?? filtersOf(search as Readonly<Record<string, unknown>>))
  const filters = useMemo(() => JSON.parse(written) as Filters, [written])
  const change = (changes: { readonly [Name in keyof Filters]?: Filters[Name] | undefined }) =>
    void navigate({
      to: '.',
      search: (before) => {
        const rest = Object.fromEntries(
          Object.entries(before).filter(([name]) => !(FILTER_NAMES as readonly string[]).includes(name)),
        )
        return { ...rest, ...filtersOf({ ...filters, ...changes }) }
      },
    })
  const clear = () => change(Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined])))
  return { filters, change, clear }
}
