import { Modal, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useWords } from '../../words/language.tsx'
import { usePurposes } from '../people/use-consents.ts'
import { type LiveSource, useNeed } from './use-sources.ts'

const NOTHING = ''

/** To which purpose people must consent for what a source sends of them to be kept; nothing asks nobody. */
export const NeedChoice = ({
  value,
  change,
}: {
  readonly value: string | null
  readonly change: (purpose: string | null) => void
}) => {
  const { say } = useWords()
  const purposes = usePurposes()
  return (
    <Radio.Group
      label={say('sources.need.which')}
      description={say('sources.need.lead')}
      value={value ?? NOTHING}
      onChange={(chosen) => change(chosen === NOTHING ? null : chosen)}
    >
      <Stack gap="xs" mt={8}>
        <Radio value={NOTHING} label={say('sources.need.none')} description={say('sources.need.none.lead')} />
        {purposes.data?.map(({ id, title }) => (
          <Radio key={id} value={id} label={title} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

/** What a source asks of people before anything of theirs is kept. */
export const NeedSource = ({ source, close }: { readonly source: LiveSource; readonly close: () => void }) => {
  const { say } = useWords()
  const need = useNeed()
  const [purpose, setPurpose] = useState(source.needs)
  return (
    <Modal
      opened
      onClose={close}
      title={say('sources.need.title', { name: source.name })}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
    >
      <Stack gap="md">
        <NeedChoice value={purpose} change={setPurpose} />
        <FormFoot
          problem={need.error}
          submit={say('sources.limits.save')}
          busy={need.isPending}
          go={() => need.mutate({ name: source.name, purpose }, { onSuccess: close })}
          cancel={close}
        />
      </Stack>
    </Modal>
  )
}
