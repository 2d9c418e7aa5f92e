import { Button, Code, Group, Loader, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Problem } from '../ask.ts'
import { useWords } from '../words/language.tsx'

/**
 * While an answer is worked out: says so rather than spin in silence. Where a whole `page` is awaited, it is the page's
 * heading until its own is known; `data-working` tells it from that one.
 */
export const Working = ({ page = false }: { readonly page?: boolean }) => {
  const { say } = useWords()
  return (
    <Group role="status" p="xl" gap="sm" className="quiet">
      <Loader size="sm" />
      {page ? (
        <Title order={1} size="md" fw={400} data-working>
          {say('state.working')}
        </Title>
      ) : (
        <Text>{say('state.working')}</Text>
      )}
    </Group>
  )
}

/** What went wrong and what to do about it, in the reader's words, with another try. */
export const Failed = ({
  problem,
  retry,
  page = false,
}: {
  readonly problem: Error
  readonly retry: () => void
  /** There is nothing else on the page: its heading is this one. */
  readonly page?: boolean
}) => {
  const { say } = useWords()
  return (
    <Stack role="alert" className="card" p="lg" gap="xs" align="flex-start">
      <Title order={page ? 1 : 2} size="h4">
        {say('state.failed')}
      </Title>
      <Text>{problem instanceof Problem ? problem.message : say('form.unreached')}</Text>
      {problem instanceof Problem && <Text className="quiet">{problem.remedy}</Text>}
      <Button variant="light" onClick={retry}>
        {say('state.retry')}
      </Button>
    </Stack>
  )
}

/** A screen with nothing to show yet teaches what will stand there and how to begin. */
export const Empty = ({
  title,
  lead,
  commands,
}: {
  readonly title: string
  readonly lead: ReactNode
  readonly commands: readonly string[]
}) => (
  <Stack className="card" p="xl" gap="sm" maw={680}>
    <Title order={2} size="h3">
      {title}
    </Title>
    <Text>{lead}</Text>
    {commands.map((command) => (
      <Code block key={command}>
        {command}
      </Code>
    ))}
  </Stack>
)
