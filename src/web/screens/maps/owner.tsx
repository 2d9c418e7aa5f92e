import { Button, Group, Popover, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Trouble } from '../../kit/trouble.tsx'
import { useWords } from '../../words/language.tsx'
import { type Entry, useNameOwner } from './use-portfolio.ts'

/** Who answers for a map, with a way to say it. */
export const Owner = ({ entry }: { readonly entry: Entry }) => {
  const { say, date } = useWords()
  const name = useNameOwner()
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState(entry.owner?.owner ?? '')
  const keep = (event: React.FormEvent) => {
    event.preventDefault()
    name.mutate(
      { id: entry.id, owner: typed.trim() === '' ? null : typed.trim() },
      { onSuccess: () => setOpened(false) },
    )
  }
  const owner = entry.owner?.owner
  return (
    <Popover opened={opened} onChange={setOpened} width={280} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          component="button"
          className="owner"
          aria-label={say('maps.owner.of', { title: entry.title, owner: owner ?? say('maps.owner.none') })}
          onClick={() => setOpened(!opened)}
        >
          {owner ?? say('maps.owner.none')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={keep}>
          <TextInput
            label={say('maps.owner')}
            description={say('maps.owner.why')}
            value={typed}
            maxLength={120}
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {entry.owner && (
            <Text size="xs" className="quiet" mt={4}>
              {say('maps.owner.since', {
                date: date(entry.owner.at),
                name: entry.owner.signed ?? say('people.unnamed'),
              })}
            </Text>
          )}
          <Trouble problem={name.error} />
          <Group justify="flex-end" mt="xs">
            <Button type="submit" size="xs" loading={name.isPending}>
              {say('people.name.keep')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
