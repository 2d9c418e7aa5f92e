import { Button, Code, CopyButton, Group, Stack, Text, Title } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../words/language.tsx'
import { typed } from './typed.ts'

/** The address of no screen: says so, and where to go. */
export const NotFound = () => {
  const { say } = useWords()
  return (
    <Stack className="card" p="xl" gap="sm" maw={680} align="flex-start">
      <Title order={1}>{say('trouble.nowhere')}</Title>
      <Text>{say('trouble.nowhere.lead')}</Text>
      <Group gap="xs">
        <Button component={Link} to="/">
          {say('trouble.home')}
        </Button>
        <Button component={Link} to="/maps" variant="light">
          {say('trouble.maps')}
        </Button>
      </Group>
    </Stack>
  )
}

/** A newer version was installed under an open page: its old parts are gone. */
const isOutdated = (what: string) => /dynamically imported module|module script failed|preload/i.test(what)

/** A screen that broke: what to do, and everything that was typed in it, to copy. */
export const Broken = ({ error, reset }: { readonly error: unknown; readonly reset: () => void }) => {
  const { say } = useWords()
  const router = useRouter()
  const [written] = useState(typed)
  const what = error instanceof Error ? error.message : String(error)
  const outdated = isOutdated(what)
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Stack className="card" p="xl" gap="sm" maw={680} align="flex-start" role="alert">
      <Title order={1}>{say(outdated ? 'trouble.outdated' : 'trouble.broken')}</Title>
      <Text>{say(outdated ? 'trouble.outdated.lead' : 'trouble.broken.lead')}</Text>
      <Group gap="xs">
        {!outdated && <Button onClick={again}>{say('state.retry')}</Button>}
        <Button variant={outdated ? 'filled' : 'light'} onClick={() => location.reload()}>
          {say('trouble.reload')}
        </Button>
        <Button variant="subtle" component={Link} to="/">
          {say('trouble.home')}
        </Button>
      </Group>
      {written.length > 0 && (
        <Stack component="section" gap="xs" w="100%" aria-label={say('trouble.typed')}>
          <Title order={2} size="h4">
            {say('trouble.typed')}
          </Title>
          {written.map(({ field, text }) => (
            <div key={`${field} ${text}`}>
              <Text size="sm" className="quiet">
                {field}
              </Text>
              <Code block>{text}</Code>
            </div>
          ))}
          <CopyButton value={written.map(({ field, text }) => `${field}\n${text}`).join('\n\n')}>
            {({ copied, copy }) => (
              <Button variant="light" onClick={copy}>
                {say(copied ? 'trouble.copied' : 'trouble.copy')}
              </Button>
            )}
          </CopyButton>
        </Stack>
      )}
      <Text size="sm" className="quiet">
        {say('trouble.detail')} <Code>{what}</Code>
      </Text>
    </Stack>
  )
}
