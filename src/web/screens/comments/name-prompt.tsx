import { Button, Group, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { declareName, useDeclaredName } from '../../kit/name.ts'
import { useWords } from '../../words/language.tsx'
import { useGiveName } from './use-comments.ts'

const Ask = ({ done }: { readonly done: () => void }) => {
  const { say } = useWords()
  const name = useDeclaredName()
  const give = useGiveName()
  const [typed, setTyped] = useState(name)
  const keep = (event: React.FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '') return
    declareName(typed)
    give.mutate(typed.trim())
    done()
  }
  return (
    <form onSubmit={keep}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          size="sm"
          label={say('people.name')}
          description={say('people.name.why')}
          value={typed}
          maxLength={60}
          autoComplete="nickname"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" disabled={typed.trim() === ''}>
          {say('people.name.keep')}
        </Button>
      </Group>
    </form>
  )
}

/** The name under which one speaks: asked for once, then shown with a way to change it. */
export const NamePrompt = () => {
  const { say } = useWords()
  const name = useDeclaredName()
  const [changing, setChanging] = useState(false)
  if (name === '' || changing) return <Ask done={() => setChanging(false)} />
  return (
    <Text size="xs" className="quiet">
      {say('people.speaking', { name })}{' '}
      <UnstyledButton
        style={{ font: 'inherit', textDecoration: 'underline' }}
        onClick={() => setChanging(true)}
        component="button"
      >
        {say('people.name.change')}
      </UnstyledButton>
    </Text>
  )
}
