import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { JourneyMap } from '../../../maps/index.ts'
import { idFromTitle } from '../../../maps/index.ts'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { Thumbnail } from './thumbnail.tsx'
import { type Creation, useCreateMap } from './use-beginnings.ts'

/** What a new map begins from, chosen and not yet made. */
export interface Chosen {
  readonly name: string
  readonly lead?: string
  readonly title: string
  readonly map?: JourneyMap
  readonly begin: Pick<Creation, 'template' | 'map' | 'text'>
}

interface Props {
  readonly chosen: Chosen
  readonly parent: Creation['parent']
  readonly close: () => void
}

/** The name of the new map, then the map itself. */
export const CreateDialog = ({ chosen, parent, close }: Props) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const [title, type] = useState(chosen.title)
  const create = useCreateMap()
  const make = () => create.mutate({ title: { [language]: title.trim() }, ...chosen.begin, ...(parent && { parent }) })
  return (
    <Modal opened onClose={close} title={chosen.name} size="md" centered>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (title.trim() !== '') make()
        }}
      >
        <Stack gap="sm">
          {chosen.map && <Thumbnail map={chosen.map} />}
          {chosen.lead && (
            <Text size="sm" className="quiet">
              {chosen.lead}
            </Text>
          )}
          <TextInput
            data-autofocus
            label={say('newmap.title')}
            description={title.trim() === '' ? say('newmap.title.lead') : `/maps/${idFromTitle(title)}`}
            value={title}
            onChange={({ currentTarget }) => type(currentTarget.value)}
          />
          <FormFoot
            problem={create.error}
            submit={say('newmap.create')}
            busy={create.isPending}
            disabled={title.trim() === ''}
            cancel={close}
          />
        </Stack>
      </form>
    </Modal>
  )
}
