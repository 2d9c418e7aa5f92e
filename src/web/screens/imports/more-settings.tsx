import { Checkbox, Collapse, Group, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Chosen } from '../../../imports/index.ts'
import { useWords } from '../../words/language.tsx'

const WAIT_MS = 400

/** What few files need: a format of dates of their own, dates far away, a channel of somebody else's. */
export const MoreSettings = ({
  chosen,
  choose,
}: {
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
}) => {
  const { say } = useWords()
  const [opened, { toggle }] = useDisclosure(false)
  const [format, setFormat] = useState(chosen.dateFormat ?? '')
  const later = useDebouncedCallback((text: string) => {
    const { dateFormat: _, ...rest } = chosen
    choose(text.trim() === '' ? rest : { ...rest, dateFormat: text.trim() })
  }, WAIT_MS)
  return (
    <Stack gap="sm">
      <UnstyledButton onClick={toggle} aria-expanded={opened} w="fit-content">
        <Group gap={4} component="span">
          <IconChevronRight size={16} aria-hidden style={{ rotate: opened ? '90deg' : 'none' }} />
          {say('import.more')}
        </Group>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Stack gap="md" maw={420}>
          <TextInput
            label={say('import.format')}
            description={say('import.format.lead')}
            placeholder="dd/MM/yyyy HH:mm"
            value={format}
            onChange={({ currentTarget }) => {
              setFormat(currentTarget.value)
              later(currentTarget.value)
            }}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
          <Checkbox
            label={say('import.dates.allow')}
            checked={chosen.allowDates === true}
            onChange={({ currentTarget }) => choose({ ...chosen, allowDates: currentTarget.checked })}
          />
          <Checkbox
            label={say('import.third')}
            checked={chosen.party === 'third'}
            onChange={({ currentTarget }) => choose({ ...chosen, party: currentTarget.checked ? 'third' : 'own' })}
          />
        </Stack>
      </Collapse>
    </Stack>
  )
}
