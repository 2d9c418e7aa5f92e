import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Listens to what changed on the server: the questions that begin so are asked again. After a cut, all of them. */
export const useLive = (): void => {
  const answers = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/live')
    let cut = false
    source.addEventListener('error', () => {
      cut = true
    })
    source.addEventListener('open', () => {
      if (cut) void answers.invalidateQueries()
      cut = false
    })
    source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      void answers.invalidateQueries({ queryKey: JSON.parse(data) as string[] })
    })
    return () => source.close()
  }, [answers])
}
