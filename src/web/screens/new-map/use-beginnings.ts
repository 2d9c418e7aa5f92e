import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { JourneyMap, NewMap } from '../../../maps/index.ts'
import { ask, inquire, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

export interface Template {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly map: JourneyMap
}

/** The maps to begin from. */
export const useTemplates = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['templates', language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly Template[] }>('/api/templates', language, signal)).items,
  })
}

interface Drafted {
  readonly text: string
  readonly cases: number
}

/** The map that the data propose, as the text of a file and read. */
export const useProposal = () => {
  const { language } = useLanguage()
  return useMutation({
    mutationFn: async () => {
      const { text, cases } = await inquire<Drafted>('/api/maps/draft', language, { minShare: 0.05 })
      const { map } = await inquire<{ map: JourneyMap }>('/api/maps/read', language, { text, file: 'map' })
      return { text, cases, map }
    },
  })
}

/** Reads a file without keeping it. */
export const useReadFile = () => {
  const { language } = useLanguage()
  return useMutation({
    mutationFn: async (file: File) => {
      const text = await file.text()
      const { map } = await inquire<{ map: JourneyMap }>('/api/maps/read', language, { text, file: file.name })
      return { map, text }
    },
  })
}

export interface Creation extends Omit<NewMap, 'from'> {
  readonly template?: string
  readonly map?: JourneyMap
  readonly text?: string
}

/** Makes the map, then opens it. */
export const useCreateMap = () => {
  const { language } = useLanguage()
  const navigate = useNavigate()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (creation: Creation) => send<{ id: string }>('POST', '/api/maps', language, creation),
    onSuccess: async ({ id }) => {
      await answers.invalidateQueries({ queryKey: ['maps'] })
      await navigate({ to: '/maps/$map', params: { map: id } })
    },
  })
}
