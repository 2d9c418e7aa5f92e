import { useQuery } from '@tanstack/react-query'
import type { Lived } from '../../../journeys/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
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
