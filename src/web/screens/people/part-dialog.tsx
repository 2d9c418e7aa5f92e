import { Modal, Stack, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useKeptText } from '../../kit/kept-text.ts'
import { useWords } from '../../words/language.tsx'
import { Named } from './kinds.tsx'
import { usePart, type WholePerson, type Why } from './use-people.ts'

/** Two persons again: what will happen, why, and then it does. */
export const PartDialog = ({
  person,
  why,
  close,
}: {
  readonly person: WholePerson
  readonly why: Why
  readonly close: () => void
}) => {
  const { say } = useWords()
  const navigate = useNavigate()
  const [reason, setReason] = useKeptText(`part.${person.id}`)
  const part = usePart(person.id)
  const decide = () =>
    part.mutate(
      { one: why.a, other: why.b, why: reason.trim() },
      {
        onSuccess: async ({ profiles: [first, second] }) => {
          setReason('')
          close()
          const here = [first, second].includes(person.id) ? person.id : (first ?? person.id)
          await navigate({ to: '/people/$profile', params: { profile: here } })
        },
      },
    )
  return (
    <Modal
      opened
      onClose={close}
      title={say('customers.part.title')}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
    >
      <Stack gap="sm">
        <Text>
          <Named identifier={why.a} /> ≠ <Named identifier={why.b} />
        </Text>
        <Text size="sm" className="quiet">
          {why.words}
        </Text>
        <Text size="sm">{say('customers.part.lead')}</Text>
        <Textarea
          label={say('customers.reason')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={2}
          data-autofocus
        />
        <FormFoot
          problem={part.error}
          submit={say('customers.part.confirm')}
          busy={part.isPending}
          go={decide}
          cancel={close}
        />
      </Stack>
    </Modal>
  )
}
