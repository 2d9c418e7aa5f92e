import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Addition } from '../../../workshops/index.ts'
import { ask, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'
import type { LedWorkshop } from './use-workshops.ts'

const pathOf = (id: string) => `/api/workshops/${encodeURIComponent(id)}/additions` as const

/** What the room proposes to add to the map, asked again whenever more is answered or revealed. */
export const useAdditions = ({ id, stand, answered }: LedWorkshop) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['additions', id, language, stand.revealed, answered],
    queryFn: async ({ signal }) =>
      (await ask<{ readonly items: readonly Addition[] }>(pathOf(id), language, signal)).items,
    placeholderData: (last) => last,
  })
}

/** Adds one of them to the map's draft; its answer says where it stands. */
export const useAdd = (id: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (what: { readonly key: string; readonly stage?: string }) =>
      send<{ readonly placed: string }>('POST', pathOf(id), language, what),
    onSettled: () => answers.invalidateQueries({ queryKey: ['additions', id] }),
  })
}
