import { useMutation, useQueryClient } from '@tanstack/react-query'
import { send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

/** Ends an import, or gives up a file that was not brought in. */
export const useCancel = (id: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: () => send('POST', `/api/imports/${id}/cancel`, language),
    onSettled: () => answers.invalidateQueries({ queryKey: ['imports'] }),
  })
}
