import { Button, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Choice } from '../../../desk/index.ts'
import { ask } from '../../ask.ts'
import { Notice } from '../../kit/notice.tsx'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useChannelName } from '../../words/channel.ts'
import { useLanguage, useWords } from '../../words/language.tsx'
import './desk.css'
import { DeskForm } from './desk-form.tsx'
import { useHeld } from './held.ts'

const useChoices = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['maps', 'desk', language],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly Choice[] }>('/api/desk/choices', language, signal)).items,
  })
}

/** What is on its way, and what is not: never said to be kept before it is. */
const State = ({ held }: { readonly held: ReturnType<typeof useHeld> }) => {
  const { say, number } = useWords()
  return (
    <Stack gap="xs">
      <div role="status">
        {held.waiting > 0 && (
          <Notice tone="watch" title={say('desk.waiting', { count: number(held.waiting) })}>
            {say('desk.waiting.lead')}
          </Notice>
        )}
        {held.waiting === 0 && held.sent > 0 && (
          <Notice tone="good" title={say('desk.kept', { count: number(held.sent) })} />
        )}
      </div>
      {held.refused.map(({ entry, title, refused }) => (
        <Notice key={entry.id} tone="bad" title={say('desk.refused', { title })}>
          {refused}{' '}
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => held.letGo(entry.id)}>
            {say('desk.let-go')}
          </Button>
        </Notice>
      ))}
    </Stack>
  )
}

const Choices = ({
  choices,
  choose,
}: {
  readonly choices: readonly Choice[]
  readonly choose: (one: Choice) => void
}) => {
  const maps = [...new Set(choices.map(({ map }) => map))]
  const nameOf = useChannelName({})
  return (
    <Stack gap="lg">
      {maps.map((map) => (
        <section key={map}>
          <Title order={2} size="h4" mb="xs">
            {map}
          </Title>
          <div className="desk-choices">
            {choices
              .filter((one) => one.map === map)
              .map((one) => (
                <UnstyledButton key={one.id} className="card desk-choice" onClick={() => choose(one)}>
                  <span className="desk-title">{one.title}</span>
                  <span className="quiet">{one.channels.map(nameOf).join(', ')}</span>
                </UnstyledButton>
              ))}
          </div>
        </section>
      ))}
    </Stack>
  )
}

/** What an adviser types in, in a store or on the telephone. */
export const Desk = () => {
  const { say } = useWords()
  const choices = useChoices()
  const held = useHeld()
  const [choice, choose] = useState<Choice>()
  return (
    <Stack gap="lg" maw={1150}>
      <PageHead title={say('desk.title')} lead={say('desk.lead')} />
      <State held={held} />
      {choice ? (
        <DeskForm
          choice={choice}
          back={() => choose(undefined)}
          done={(entry) => {
            held.add(entry, choice.title)
            choose(undefined)
          }}
        />
      ) : choices.data ? (
        choices.data.length === 0 ? (
          <Group>
            <Text className="card" p="lg">
              {say('desk.none')}
            </Text>
          </Group>
        ) : (
          <Choices choices={choices.data} choose={choose} />
        )
      ) : choices.isError ? (
        <Failed problem={choices.error} retry={() => void choices.refetch()} />
      ) : (
        <Working />
      )}
    </Stack>
  )
}
