import { Button, Group, Kbd, Stack, Text, TextInput, Title } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useNameOf } from '../../kit/called.ts'
import { Notice } from '../../kit/notice.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { When } from '../../kit/when.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { IdentifierChip } from './kinds.tsx'
import { type Match, useMatch, useSaid } from './use-matches.ts'
import type { Person } from './use-people.ts'
import { WaterfallTable } from './waterfall.tsx'

const Side = ({ person, label }: { readonly person: Person | undefined; readonly label: string }) => {
  const { say } = useWords()
  const nameOf = useNameOf()
  return (
    <section className="match-side" aria-label={label}>
      <Text size="xs" className="quiet">
        {label}
      </Text>
      {person && (
        <Stack gap={4}>
          <Link to="/people/$profile" params={{ profile: person.profile }} className="match-name">
            {nameOf(person)}
          </Link>
          <Text size="sm" className="quiet">
            {[person.city, say('customers.events', { count: person.events })].filter((part) => part !== '').join(' · ')}
            {person.lastAt && (
              <>
                {' · '}
                {say('customers.last')} <When at={person.lastAt} />
              </>
            )}
          </Text>
          <Group gap="xs">
            {person.identifiers.map(({ kind, value }) => (
              <IdentifierChip key={`${kind}:${value}`} kind={kind} value={value} />
            ))}
          </Group>
        </Stack>
      )}
    </section>
  )
}

const Words = ({
  match,
  next,
  previous,
}: {
  readonly match: Match
  readonly next: () => void
  readonly previous: () => void
}) => {
  const { say } = useWords()
  const said = useSaid()
  const [why, setWhy] = useState('')
  const decide = (same: boolean) => {
    if (match.state !== 'open' || said.isPending) return
    next()
    said.mutate({ pair: match.id, same, why })
    setWhy('')
  }
  useHotkeys([
    ['s', () => decide(true)],
    ['d', () => decide(false)],
    ['j', next],
    ['k', previous],
  ])
  return (
    <Stack gap="sm">
      {said.isError && (
        <Notice tone="bad" role="alert" title={say('matches.unkept')}>
          {said.error.message}
        </Notice>
      )}
      {match.state === 'open' ? (
        <>
          <TextInput
            label={say('customers.reason')}
            value={why}
            maxLength={1000}
            onChange={(typed) => setWhy(typed.currentTarget.value)}
          />
          <Group gap="xs">
            <Button onClick={() => decide(true)} rightSection={<Kbd size="xs">S</Kbd>}>
              {say('customers.queue.same')}
            </Button>
            <Button variant="light" onClick={() => decide(false)} rightSection={<Kbd size="xs">D</Kbd>}>
              {say('customers.queue.two')}
            </Button>
          </Group>
        </>
      ) : (
        <Notice tone="good" title={say(`matches.state.${match.state}`)} />
      )}
      <Group gap="xs">
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          rightSection={<Kbd size="xs">K</Kbd>}
          onClick={previous}
        >
          {say('matches.previous')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          leftSection={<IconArrowRight size={16} aria-hidden />}
          rightSection={<Kbd size="xs">J</Kbd>}
          onClick={next}
        >
          {say('matches.next')}
        </Button>
      </Group>
    </Stack>
  )
}

/** One pair, side by side: who they are, how each thing known of them agrees, and a person's word. */
export const MatchPair = ({
  pair,
  next,
  previous,
}: {
  readonly pair: number
  readonly next: () => void
  readonly previous: () => void
}) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const match = useMatch(pair)
  if (match.isPending) return <Working />
  if (match.isError) return <Failed problem={match.error} retry={() => void match.refetch()} />
  const { probability, people, why } = match.data
  const percent = probability.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <article className="card block">
      <Stack gap="md">
        <Title order={2} size="h4">
          {say('matches.probability', { percent })}
        </Title>
        <div className="match-sides">
          <Side person={people[0]} label={say('matches.column.one')} />
          <Side person={people[1]} label={say('matches.column.other')} />
        </div>
        <WaterfallTable why={why} />
        <Words key={pair} match={match.data} next={next} previous={previous} />
      </Stack>
    </article>
  )
}
