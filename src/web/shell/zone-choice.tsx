import { Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { send } from '../ask.ts'
import { Trouble } from '../kit/trouble.tsx'
import { useLanguage, useWords } from '../words/language.tsx'
import type { Workspace } from './use-zone.ts'

/** The zone by which the days of the workspace begin: everybody's, where language and theme are the reader's own. */
export const ZoneChoice = () => {
  const { say } = useWords()
  const { language, zone } = useLanguage()
  const answers = useQueryClient()
  const setting = useMutation({
    mutationFn: (next: string) => send<Workspace>('PUT', '/api/workspace', language, { zone: next }),
    onSuccess: async (told) => {
      answers.setQueryData(['workspace'], told)
      await answers.invalidateQueries()
    },
  })
  const zones = [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
  return (
    <>
      <Select
        label={say('shell.zone')}
        description={say('shell.zone.lead')}
        data={zones}
        value={setting.isPending ? setting.variables : zone}
        onChange={(next) => next !== null && next !== zone && setting.mutate(next)}
        searchable
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
      />
      <Trouble problem={setting.error} />
    </>
  )
}
