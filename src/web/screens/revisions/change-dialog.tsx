import { Modal, Stack, Text, Textarea } from '@mantine/core'
import { FormFoot } from '../../kit/form-foot.tsx'
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
          <FormFoot
            problem={change.error}
            submit={say(`revisions.${verb}`)}
            busy={change.isPending}
            disabled={needed && why.trim() === ''}
            grave={verb === 'archive'}
            cancel={close}
          />
        </Stack>
      </form>
    </Modal>
  )
}
