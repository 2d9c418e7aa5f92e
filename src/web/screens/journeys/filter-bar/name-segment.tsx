import { Button, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { Failed } from '../../../kit/state.tsx'
import { useWords } from '../../../words/language.tsx'
import { useNameSegment } from './use-segments.ts'

interface NameSegmentProps {
  readonly who: readonly string[]
  readonly known: readonly string[]
  /** Once it has a name, the name is asked for instead of its conditions. */
  readonly named: (segment: string) => void
}

/** Gives the conditions in force a name, to ask for them everywhere. */
export const NameSegment = ({ who, known, named }: NameSegmentProps) => {
  const { say } = useWords()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const naming = useNameSegment()
  const taken = known.includes(name.trim())
  return (
    <Popover opened={open} onChange={setOpen} trapFocus withinPortal position="bottom-start">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconUsersGroup size={14} aria-hidden />}
          onClick={() => setOpen((was) => !was)}
        >
          {say('filter.segment.name')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw={320}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            naming.mutate(
              { name: name.trim(), who },
              {
                onSuccess: (segment) => {
                  setOpen(false)
                  named(segment.name)
                },
              },
            )
          }}
        >
          <Stack gap="xs">
            <TextInput
              size="xs"
              data-autofocus
              label={say('filter.segment.called')}
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Text size="xs" className="quiet">
              {taken ? say('filter.segment.taken') : say('filter.segment.means')}
            </Text>
            {naming.isError && <Failed problem={naming.error} retry={() => naming.reset()} />}
            <Button size="xs" type="submit" disabled={name.trim() === ''} loading={naming.isPending}>
              {say('filter.segment.keep')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
