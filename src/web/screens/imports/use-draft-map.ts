import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { inquire, Problem, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

interface Draft {
  readonly id: string
  readonly text: string
}

const MOST_NAMES = 9

/** Makes a map from what a source's customers lived, and opens it. */
export const useDraftMap = () => {
  const { language } = useLanguage()
  const navigate = useNavigate()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: async (source: string): Promise<string> => {
      const { id, text } = await inquire<Draft>('/api/maps/draft', language, { source })
      for (let n = 1; ; n++) {
        const name = n === 1 ? id : `${id}-${n}`
        try {
          return (await send<{ id: string }>('POST', '/api/maps', language, { id: name, title: source, text })).id
        } catch (problem) {
          if (!(problem instanceof Problem) || problem.status !== 409 || n >= MOST_NAMES) throw problem
        }
      }
    },
    onSuccess: async (map) => {
      await answers.invalidateQueries({ queryKey: ['maps'] })
      await navigate({ to: '/maps/$map', params: { map } })
    },
  })
}
