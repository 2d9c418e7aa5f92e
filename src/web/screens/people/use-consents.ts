import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

export interface PurposeSaid {
  readonly purpose: string
  readonly title: string
  readonly said: readonly {
    readonly identifier: string
    readonly given: boolean
    readonly at: string
    readonly source: string
    /** Who wrote it down here, and when; null where a source told it. */
    readonly noted: { readonly by: string; readonly at: string } | null
  }[]
}

/** What stands of each purpose under each identifier of a person. */
export const useConsents = (profile: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['people', profile, 'consents', language],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly PurposeSaid[] }>(`/api/people/${profile}/consents`, language, signal)).items,
  })
}

/** What people’s data may be used for. */
export const usePurposes = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['purposes', language],
    queryFn: async ({ signal }) =>
      (
        await ask<{ items: readonly { readonly id: string; readonly title: string }[] }>(
          '/api/consent/purposes',
          language,
          signal,
        )
      ).items,
  })
}

export interface SpokenWord {
  readonly identifier: string
  readonly purpose: string
  readonly given: boolean
  readonly at?: string
  readonly channel?: string
}

/** Writes a word down; who does, and when, is kept with it. */
export const useSayConsent = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (word: SpokenWord) => send<object>('POST', '/api/consents', language, word),
    onSuccess: () => answers.invalidateQueries({ queryKey: ['people'] }),
  })
}
