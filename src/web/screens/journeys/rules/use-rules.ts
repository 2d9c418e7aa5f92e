import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { EventMatch, RulePreview, Told } from '../../../../events/index.ts'
import { ask, inquire } from '../../../ask.ts'
import { useLanguage } from '../../../words/language.tsx'

const LONG = 5 * 60_000

/** The names of the events that are there. */
export const useEventNames = (): readonly Told[] => {
  const { language } = useLanguage()
  const { data } = useQuery({
    queryKey: ['rules', 'events'],
    staleTime: LONG,
    queryFn: ({ signal }) => ask<{ items: readonly Told[] }>('/api/rules/events', language, signal),
  })
  return data?.items ?? []
}

const namesIn = (events: readonly string[]): string => encodeURIComponent(events.join('\n'))

/** The fields of every event, and the properties that events of these names carry. */
export const useProperties = (events: readonly string[]): readonly string[] => {
  const { language } = useLanguage()
  const { data } = useQuery({
    queryKey: ['rules', 'properties', events],
    staleTime: LONG,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask<{ items: readonly Told[]; fields: readonly string[] }>(
        `/api/rules/properties?event=${namesIn(events)}`,
        language,
        signal,
      ),
  })
  return data ? [...new Set([...data.items.map(({ name }) => name), ...data.fields])] : []
}

/** The values that a property takes, those that contain what is typed. */
export const useValues = (events: readonly string[], property: string, typed: string): readonly Told[] => {
  const { language } = useLanguage()
  const [containing] = useDebouncedValue(typed, 200)
  const { data } = useQuery({
    queryKey: ['rules', 'values', events, property, containing],
    staleTime: LONG,
    enabled: property !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask<{ items: readonly Told[] }>(
        `/api/rules/values?event=${namesIn(events)}&property=${encodeURIComponent(property)}&containing=${encodeURIComponent(containing)}`,
        language,
        signal,
      ),
  })
  return data?.items ?? []
}

export interface RuleAsked {
  readonly match: readonly EventMatch[]
  readonly formerly: readonly EventMatch[]
  readonly others: readonly { readonly id: string; readonly match: readonly EventMatch[] }[]
}

/** What the rule recognises, asked again once nobody has typed for a moment. */
export const usePreview = (asked: RuleAsked) => {
  const { language } = useLanguage()
  const text = JSON.stringify(asked)
  const [settled] = useDebouncedValue(text, 250)
  return useQuery({
    queryKey: ['rules', 'preview', settled],
    placeholderData: keepPreviousData,
    queryFn: () => inquire<RulePreview>('/api/rules/preview', language, JSON.parse(settled)),
  })
}
