import { useQuery } from '@tanstack/react-query'
import type { Lived } from '../../../journeys/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import type { MomentWords, NoticedMoment } from '../../../moments/index.ts'
import { ask } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

/** A map as designed. */
export const useMap = (id: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['map', id, language],
    queryFn: ({ signal }) => ask<JourneyMap>(`/api/maps/${encodeURIComponent(id)}`, language, signal),
  })
}

/** The same map as it is lived. */
export const useLived = (id: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['lived', id, language],
    queryFn: ({ signal }) => ask<Lived>(`/api/maps/${encodeURIComponent(id)}/lived`, language, signal),
  })
}

interface Moments {
  readonly tested: number
  readonly moments: readonly (NoticedMoment & { readonly words: MomentWords })[]
}

/** The moments that matter in it, as they were noticed. */
export const useMoments = (id: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['moments', id, language],
    queryFn: ({ signal }) => ask<Moments>(`/api/maps/${encodeURIComponent(id)}/moments`, language, signal),
  })
}
