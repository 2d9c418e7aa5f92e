import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { Problem } from '../../ask.ts'
import { useKeptText } from '../../kit/kept-text.ts'
import { useWords } from '../../words/language.tsx'
import { useChangeRevision, type Verb } from './use-revisions.ts'

interface Props {
  readonly map: string
  readonly mark: string
  readonly revision: number
  readonly verb: Verb
  readonly close: () => void
  readonly done?: (revision: number) => void
}

const NEEDS_WHY: readonly Verb[] = ['archive', 'restore']

/** Asks for a reason, then does it; a refusal is said there, and the reason stays to be used again. */
export const ChangeDialog = ({ map, mark, revision, verb, close, done }: Props) => {
  const { say } = useWords()
  const change = useChangeRevision(map, mark)
  const [why, write] = useKeptText(`${verb}.${map}.${revision}`)
  const needed = NEEDS_WHY.includes(verb)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    change.mutate(
      { verb, revision, why },
      {
        onSuccess: (answer) => {
          write('')
          close()
          done?.(answer.revision)
        },
      },
    )
  }
  return (
    <Modal opened onClose={close} title={say(`revisions.${verb}.title`, { revision })} centered>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{say(`revisions.${verb}.lead`)}</Text>
          <Textarea
            label={say(needed ? 'revisions.why.needed' : 'revisions.why')}
            autosize
            minRows={2}
            maxLength={1_000}
            required={needed}
            data-autofocus
            value={why}
            onChange={(event) => write(event.currentTarget.value)}
          />
          {change.isError && (
            <Alert color="red" role="alert" title={change.error.message}>
              {change.error instanceof Problem ? change.error.remedy : say('comments.unreached')}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" color="gray" onClick={close}>
              {say('comments.cancel')}
            </Button>
            <Button
              type="submit"
              loading={change.isPending}
              disabled={needed && why.trim() === ''}
              {...(verb === 'archive' && { color: 'red' })}
            >
              {say(`revisions.${verb}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
