import { Button, Group, Stack } from '@mantine/core'
import { useWords } from '../words/language.tsx'
import { Trouble } from './trouble.tsx'

interface FootProps {
  /** Why it was refused the last time, where it was. */
  readonly problem?: Error | null
  /** What the reader does, as its button says it. */
  readonly submit: string
  readonly busy: boolean
  readonly disabled?: boolean
  /** What cannot be taken back. */
  readonly grave?: boolean
  readonly cancel: () => void
  /** Does it; absent, the form around it is sent. */
  readonly go?: () => void
}

/** The foot of every form and dialog: what was refused, the way back, then what one came for. */
export const FormFoot = ({ problem, submit, busy, disabled = false, grave = false, cancel, go }: FootProps) => {
  const { say } = useWords()
  return (
    <Stack gap="sm">
      <Trouble problem={problem} />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" color="gray" onClick={cancel}>
          {say('form.cancel')}
        </Button>
        <Button
          loading={busy}
          disabled={disabled}
          {...(go ? { onClick: go } : { type: 'submit' as const })}
          {...(grave && { color: 'red' })}
        >
          {submit}
        </Button>
      </Group>
    </Stack>
  )
}
