import { useQuery } from '@tanstack/react-query'
import { ask } from '../../../ask.ts'
import { useLanguage } from '../../../words/language.tsx'

interface Listed {
  readonly items: readonly { readonly name: string }[]
}

/** The properties that events carry, the most frequent first, and the fields of every event. */
export const useProperties = (): string[] => {
  const told = useCarried()
  return told.data ? [...new Set([...told.data.fields, ...told.data.items.map(({ name }) => name)])] : []
}

/** The properties that events carry alone, without the fields of every event; none before they are known. */
export const useEventProperties = (): readonly string[] | undefined => useCarried().data?.items.map(({ name }) => name)

const useCarried = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['rules', 'properties', ''],
    queryFn: ({ signal }) =>
      ask<Listed & { readonly fields: readonly string[] }>('/api/rules/properties', language, signal),
    staleTime: 5 * 60_000,
  })
}

/** The names of events, the most frequent first. */
export const useEventNames = (): readonly string[] => {
  const { language } = useLanguage()
  const told = useQuery({
    queryKey: ['rules', 'events'],
    queryFn: ({ signal }) => ask<Listed>('/api/rules/events', language, signal),
    staleTime: 5 * 60_000,
  })
  return (told.data?.items ?? []).map(({ name }) => name)
}

/** The values that a property takes, of events of one name where it is said; none where they would say who somebody is. */
export const useValues = (property: string, containing: string, event = ''): string[] => {
  const { language } = useLanguage()
  const told = useQuery({
    queryKey: ['rules', 'values', property, containing, event],
    queryFn: ({ signal }) =>
      ask<Listed>(
        `/api/rules/values?${new URLSearchParams({ property, ...(containing && { containing }), ...(event && { event }) })}`,
        language,
        signal,
      ),
    enabled: property !== '',
    staleTime: 60_000,
    placeholderData: (last) => last,
  })
  return [...new Set((told.data?.items ?? []).map(({ name }) => name))]
}
