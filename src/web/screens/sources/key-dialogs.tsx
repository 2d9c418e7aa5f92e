import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useWords } from '../../words/language.tsx'
import { type LiveSource, useRemove, useRotate } from './use-sources.ts'
import { WriteKey } from './write-key.tsx'

/** Another key for a source: what it breaks is said before. */
export const RotateSource = ({
  source,
  collect,
  close,
}: {
  readonly source: LiveSource
  readonly collect: string | null
  readonly close: () => void
}) => {
  const { say } = useWords()
  const rotate = useRotate()
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={say('sources.rotate.title', { name: source.name })}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
      closeOnClickOutside={!rotate.data}
    >
      {rotate.data ? (
        <Stack gap="md">
          <WriteKey keyed={rotate.data} collect={collect} />
          <Group justify="flex-end">
            <Button onClick={close}>{say('sources.key.done')}</Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="md">
          <Text>{say('sources.rotate.lead')}</Text>
          <FormFoot
            problem={rotate.error}
            submit={say('sources.rotate')}
            busy={rotate.isPending}
            go={() => rotate.mutate(source.name)}
            cancel={close}
          />
        </Stack>
      )}
    </Modal>
  )
}

interface Removing {
  readonly title: string
  readonly lead: string
  readonly doIt: string
  readonly error: Error | null
  readonly pending: boolean
  readonly remove: () => void
  readonly close: () => void
}

/** What sends no more, once its reader has said so twice. */
export const RemoveDialog = ({ title, lead, doIt, error, pending, remove, close }: Removing) => {
  const { say } = useWords()
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': say('shell.close') }}>
      <Stack gap="md">
        <Text>{lead}</Text>
        <FormFoot problem={error} submit={doIt} busy={pending} grave go={remove} cancel={close} />
      </Stack>
    </Modal>
  )
}

/** A source that sends no more. */
export const RemoveSource = ({ source, close }: { readonly source: LiveSource; readonly close: () => void }) => {
  const { say } = useWords()
  const remove = useRemove()
  return (
    <RemoveDialog
      title={say('sources.remove.title', { name: source.name })}
      lead={say('sources.remove.lead')}
      doIt={say('sources.remove')}
      error={remove.error}
      pending={remove.isPending}
      remove={() => remove.mutate(source.name, { onSuccess: close })}
      close={close}
    />
  )
}
