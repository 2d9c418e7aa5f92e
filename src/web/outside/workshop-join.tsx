import { Button, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ROLES, type WorkshopRole } from '../../workshops/index.ts'
import { Problem } from '../ask.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { askOutside } from './ask-outside.ts'

interface JoinProps {
  readonly code: string
  readonly joined: (code: string, token: string) => void
}

/** Comes into a workshop: the code in the room, and what one likes to say of oneself. */
export const JoinForm = ({ code: given, joined }: JoinProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const [code, setCode] = useState(given.toUpperCase())
  const [name, setName] = useState('')
  const [role, setRole] = useState<WorkshopRole>('other')
  const join = useMutation({
    mutationFn: () =>
      askOutside<{ token: string }>('/public/workshops/join', '', language, {
        method: 'POST',
        body: { code, name, role },
      }),
    onSuccess: ({ token }) => joined(code, token),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        join.mutate()
      }}
    >
      <Stack gap="md">
        <Title order={1} size="h2">
          {say('workshop.join')}
        </Title>
        <TextInput
          label={say('workshop.join.code')}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value.toUpperCase())}
          size="lg"
          required
          maxLength={12}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { letterSpacing: '0.14em', fontWeight: 640 } }}
        />
        <TextInput
          label={say('workshop.join.name')}
          description={say('workshop.join.name.how')}
          value={name}
          maxLength={40}
          autoComplete="off"
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Select
          label={say('workshop.join.role')}
          data={ROLES.map((value) => ({ value, label: say(`workshop.role.${value}`) }))}
          value={role}
          onChange={(value) => setRole((value ?? 'other') as WorkshopRole)}
          allowDeselect={false}
        />
        {join.isError && (
          <Text role="alert" c="var(--bad)">
            {join.error.message} {join.error instanceof Problem && join.error.remedy}
          </Text>
        )}
        <Button type="submit" size="md" loading={join.isPending}>
          {say('workshop.join.go')}
        </Button>
      </Stack>
    </form>
  )
}
