import { Autocomplete, Button, Group, SegmentedControl, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Chosen } from '../../../imports/index.ts'
import { send } from '../../ask.ts'
import { Notice } from '../../kit/notice.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { Cells } from './cells.tsx'
import { ChannelWords } from './channel-words.tsx'
import { DateDoubt } from './date-doubt.tsx'
import { MoreSettings } from './more-settings.tsx'
import { RoleChoices } from './role-choices.tsx'
import { useCancel } from './use-cancel.ts'
import { useChosen } from './use-chosen.ts'
import { type ToldImport, type ToldPreview, useImports, usePreview } from './use-imports.ts'
import { Warnings } from './warnings.tsx'

/** The name of the source where nobody says another: the file's, without its end. */
const sourceOf = (file: string): string =>
  file
    .replace(/\.gz$/i, '')
    .replace(/\.[a-z0-9]+$/i, '')
    .replaceAll(':', ' ')
    .trim()
    .slice(0, 200)

const useRun = (id: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (asked: { source: string; chosen: Chosen }) =>
      send<ToldImport>('POST', `/api/imports/${id}/run`, language, asked),
    onSettled: () => answers.invalidateQueries({ queryKey: ['imports'] }),
  })
}

/** The words of channels go with the import as they were shown, guessed or changed. */
const withChannels = (chosen: Chosen, { channels }: ToldPreview): Chosen => {
  const meant = channels.flatMap(({ word, meant }) =>
    meant === null || meant === word ? [] : [[word, meant] as const],
  )
  return meant.length === 0 ? chosen : { ...chosen, channels: Object.fromEntries(meant) }
}

const Source = ({ name, set }: { readonly name: string; readonly set: (name: string) => void }) => {
  const { say } = useWords()
  const known = [...new Set((useImports().data ?? []).flatMap(({ source }) => (source === null ? [] : [source])))]
  return (
    <Autocomplete
      label={say('import.source')}
      description={say('import.source.lead')}
      data={known}
      value={name}
      onChange={set}
      maxLength={200}
      required
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={name.trim() === '' || name.includes(':') ? say('import.source.unfit') : undefined}
    />
  )
}

/** What the file's columns are: guessed, shown over its first rows, and changed until it is right. */
export const MappingForm = ({ one }: { readonly one: ToldImport }) => {
  const isNarrow = useMediaQuery('(max-width: 30em)', false, { getInitialValueInEffect: false })
  const { say, bytes } = useWords()
  const [chosen, choose] = useChosen(one)
  const [source, setSource] = useState(one.source ?? sourceOf(one.file))
  const preview = usePreview(one.id, chosen)
  const run = useRun(one.id)
  const cancel = useCancel(one.id)
  const seen = preview.data
  const doubt = seen?.dates && seen.dates.order !== 'clear'
  const ready = seen !== undefined && seen.missing.length === 0 && !doubt && !preview.isError && source.trim() !== ''
  return (
    <Stack gap="lg">
      {one.refusal && (
        <Notice tone="bad" role="alert" title={one.refusal.what}>
          {one.refusal.remedy}
        </Notice>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Source name={source} set={setSource} />
        <div>
          <Text size="sm" fw={500} id="import-kind">
            {say('import.kind')}
          </Text>
          <SegmentedControl
            mt={4}
            fullWidth
            orientation={isNarrow ? 'vertical' : 'horizontal'}
            aria-labelledby="import-kind"
            value={chosen.aggregate ? 'counts' : 'events'}
            onChange={(kind) => choose({ ...(kind === 'counts' && { aggregate: true }) })}
            data={[
              { value: 'events', label: say('import.kind.events') },
              { value: 'counts', label: say('import.kind.counts') },
            ]}
          />
        </div>
      </SimpleGrid>
      {preview.isPending && <Working />}
      {preview.isError && <Failed problem={preview.error} retry={() => void preview.refetch()} />}
      {seen && (
        <>
          <Stack gap="xs">
            <Title order={2} size="h4">
              {say('import.roles')}
            </Title>
            <Text size="sm" className="quiet">
              {say('import.described', { format: seen.described, columns: seen.columns.length })}
            </Text>
            <RoleChoices preview={seen} chosen={chosen} choose={choose} />
          </Stack>
          <Warnings preview={seen} aggregate={chosen.aggregate === true} />
          {seen.dates && <DateDoubt dates={seen.dates} chosen={chosen} choose={choose} />}
          <MoreSettings chosen={chosen} choose={choose} />
          <ChannelWords channels={seen.channels} chosen={chosen} choose={choose} />
          <Cells preview={seen} aggregate={chosen.aggregate === true} stale={preview.isPlaceholderData} />
        </>
      )}
      <Group className="card import-act">
        <Button
          disabled={!ready}
          loading={run.isPending}
          onClick={() => seen && run.mutate({ source: source.trim(), chosen: withChannels(chosen, seen) })}
        >
          {say('import.run', { size: bytes(one.size) })}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => cancel.mutate()}>
          {say('import.forget')}
        </Button>
      </Group>
      <Trouble problem={run.error} />
    </Stack>
  )
}
