import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask } from '../ask.ts'
import { useLanguage } from '../words/language.tsx'

/** What is set for the whole workspace, as the server tells it. */
export interface Workspace {
  readonly zone: string
}

/** Times are said by the workspace's zone, also once somebody sets another. */
export const useZone = (): void => {
  const { language, zone, dwell } = useLanguage()
  const { data } = useQuery({
    queryKey: ['workspace'],
    queryFn: ({ signal }) => ask<Workspace>('/api/workspace', language, signal),
  })
  const told = data?.zone
  useEffect(() => {
    if (told !== undefined && told !== zone) dwell(told)
  }, [told, zone, dwell])
}
