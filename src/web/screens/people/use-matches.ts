import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Thresholds, Waterfall } from '../../../matching/index.ts'
import { ask, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'
import type { Person } from './use-people.ts'

export interface Matches {
  readonly items: readonly { readonly id: number; readonly probability: number }[]
  readonly tally: Readonly<Record<'open' | 'linked' | 'same' | 'different', number>>
  readonly thresholds: Thresholds
}

export interface Match {
  readonly id: number
  readonly state: 'open' | 'linked' | 'same' | 'different'
  readonly probability: number
  readonly why: Waterfall
  readonly at: string
  readonly people: readonly Person[]
}

/** Which pair is looked at, as the address says: a number that tells nothing of anybody. */
export const matchesView = (search: Readonly<Record<string, unknown>>): { readonly pair?: number } => {
  const pair = Number(search.pair)
  return Number.isInteger(pair) && pair > 0 && pair < 1e15 ? { pair } : {}
}

export const useMatches = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['people', 'matches'],
    queryFn: ({ signal }) => ask<Matches>('/api/people/matches', language, signal),
  })
}

export const useMatch = (pair: number | undefined) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['people', 'matches', pair],
    queryFn: ({ signal }) => ask<Match>(`/api/people/matches/${pair}`, language, signal),
    enabled: pair !== undefined,
  })
}

/** A person's word on a pair: gone from the list at once, and back in it where it could not be kept. */
export const useSaid = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  const list = ['people', 'matches']
  return useMutation({
    mutationFn: ({ pair, same, why }: { pair: number; same: boolean; why: string }) =>
      send<unknown>('POST', `/api/people/matches/${pair}`, language, { same, why }),
    onMutate: async ({ pair, same }) => {
      await answers.cancelQueries({ queryKey: list, exact: true })
      const before = answers.getQueryData<Matches>(list)
      if (before) {
        const said = same ? 'same' : 'different'
        const tally = { ...before.tally, open: before.tally.open - 1, [said]: before.tally[said] + 1 }
        answers.setQueryData<Matches>(list, { ...before, items: before.items.filter(({ id }) => id !== pair), tally })
      }
      return { before }
    },
    onError: (_problem, _said, context) => answers.setQueryData(list, context?.before),
    onSettled: () => answers.invalidateQueries({ queryKey: ['people'] }),
  })
}

/** Chooses from which probability on nobody is asked. */
export const useChosenThreshold = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (sure: number) => send<{ linked: number }>('PUT', '/api/people/matches/threshold', language, { sure }),
    onSettled: () => answers.invalidateQueries({ queryKey: ['people'] }),
  })
}
