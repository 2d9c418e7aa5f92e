import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Outline, Question, Result, Stand, WorkshopRole } from '../../../workshops/index.ts'
import { ask, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

/** A workshop in the list of a map's. */
export interface ListedWorkshop {
  readonly id: string
  readonly map: string
  readonly outline: Outline
  readonly persona: string | null
  readonly openedAt: string
  readonly closedAt: string | null
  readonly keptAt: string | null
  readonly stand: Stand
  readonly plan: readonly Question[]
}

/** A workshop as its facilitator leads it. */
export interface LedWorkshop extends ListedWorkshop {
  readonly code: string | null
  readonly url: string | null
  readonly people: readonly { readonly name: string; readonly role: WorkshopRole }[]
  readonly answered: { readonly [question: string]: number }
  readonly results: { readonly [question: string]: Result }
}

export const useWorkshops = (map: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['workshops', map],
    queryFn: async ({ signal }) =>
      (
        await ask<{ items: readonly ListedWorkshop[] }>(
          `/api/workshops?map=${encodeURIComponent(map)}`,
          language,
          signal,
        )
      ).items,
  })
}

export const useWorkshop = (id: string) => {
  const { language } = useLanguage()
  return useQuery({
    // Told by `workshop, id` when its facilitator moves, by `workshop, id, room` when somebody comes in or answers.
    queryKey: ['workshop', id, 'room'],
    queryFn: ({ signal }) => ask<LedWorkshop>(`/api/workshops/${encodeURIComponent(id)}`, language, signal),
  })
}

export const useOpenWorkshop = (map: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (persona: string | null) =>
      send<ListedWorkshop>('POST', '/api/workshops', language, { map, ...(persona !== null && { persona }) }),
    onSettled: () => answers.invalidateQueries({ queryKey: ['workshops', map] }),
  })
}

/** What a facilitator does with a workshop; the screen moves at once, and back where the server refuses. */
export const useLead = (id: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  const path = `/api/workshops/${encodeURIComponent(id)}`
  const again = () =>
    Promise.all([
      answers.invalidateQueries({ queryKey: ['workshop', id] }),
      answers.invalidateQueries({ queryKey: ['workshops'] }),
    ])
  const key = ['workshop', id, 'room']
  const stand = useMutation({
    mutationFn: (next: Stand) => send<unknown>('PUT', `${path}/stand`, language, next),
    // One after the other: of two steps taken quickly, the last one counts.
    scope: { id: `workshop ${id}` },
    onSettled: again,
  })
  /** From where the workshop stands now, not from where it stood when a button was drawn. */
  const move = (how: (stand: Stand) => Partial<Stand>): void => {
    const before = answers.getQueryData<LedWorkshop>(key)
    if (!before) return
    const next = { ...before.stand, ...how(before.stand) }
    void answers.cancelQueries({ queryKey: key })
    answers.setQueryData(key, { ...before, stand: next })
    stand.mutate(next)
  }
  const close = useMutation({ mutationFn: () => send<unknown>('POST', `${path}/close`, language), onSettled: again })
  const keep = useMutation({
    mutationFn: () => send<{ changes: number }>('POST', `${path}/keep`, language),
    onSettled: again,
  })
  return { stand, move, close, keep }
}
