import { Anchor, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowsJoin2, IconSearch, IconUsersGroup } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useNameOf } from '../../kit/called.ts'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { IdentifierChip } from './kinds.tsx'
import './people.css'
import { Said } from './said.tsx'
import { useMatches } from './use-matches.ts'
import { type Person, usePeople, useQuestions } from './use-people.ts'

/** What was typed, for who comes back from a person: never in an address. */
let lastSought = ''

const Found = ({ person }: { readonly person: Person }) => {
  const { say } = useWords()
  const nameOf = useNameOf()
  const more = person.known - person.identifiers.length
  return (
    <li>
      <Link to="/people/$profile" params={{ profile: person.profile }} className="found">
        <span className="found-who">
          <Text component="span" fw={620}>
            {nameOf(person)}
          </Text>
          {person.city && (
            <Text component="span" size="sm" className="quiet">
              {person.city}
            </Text>
          )}
        </span>
        <span className="found-identifiers">
          {person.identifiers.map(({ kind, value }) => (
            <IdentifierChip key={`${kind}:${value}`} kind={kind} value={value} />
          ))}
          {more > 0 && (
            <Text component="span" size="sm" className="quiet">
              {say('customers.more', { count: more })}
            </Text>
          )}
        </span>
        <Text component="span" size="sm" className="quiet found-last">
          {say('customers.events', { count: person.events })}
          {person.lastAt && (
            <>
              {' · '}
              <When at={person.lastAt} />
            </>
          )}
        </Text>
      </Link>
    </li>
  )
}

const Queue = () => {
  const { say } = useWords()
  const questions = useQuestions()
  const count = questions.data?.total ?? 0
  return (
    <Anchor component={Link} to="/people/queue">
      <Group gap={6} component="span" wrap="nowrap">
        <IconArrowsJoin2 size={17} aria-hidden />
        {count === 0 ? say('customers.queue.none') : say('customers.queue.link', { count })}
      </Group>
    </Anchor>
  )
}

const Alike = () => {
  const { say } = useWords()
  const matches = useMatches()
  const count = matches.data?.tally.open ?? 0
  return (
    <Anchor component={Link} to="/people/matches">
      <Group gap={6} component="span" wrap="nowrap">
        <IconUsersGroup size={17} aria-hidden />
        {count === 0 ? say('matches.link.none') : say('matches.link', { count })}
      </Group>
    </Anchor>
  )
}

/** Anybody, found in a second by whatever they are known by. */
export const People = () => {
  const { say } = useWords()
  const handed = useLocation({ select: ({ state }) => state.sought })
  const [typed, type] = useState(handed ?? lastSought)
  // Looked for again in the palette while this screen is open.
  useEffect(() => {
    if (handed !== undefined) type(handed)
  }, [handed])
  const [sought] = useDebouncedValue(typed, 120)
  const found = usePeople(sought)
  lastSought = typed
  const nobody = found.data?.length === 0
  return (
    <Stack gap="lg" maw={1100}>
      <PageHead
        title={say('customers.title')}
        lead={say('customers.lead')}
        actions={
          <>
            <Queue />
            <Alike />
          </>
        }
      />
      <TextInput
        size="md"
        aria-label={say('customers.search')}
        placeholder={say('customers.search.example')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={typed}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      {found.isPending && <Working />}
      {found.isError && <Failed problem={found.error} retry={() => void found.refetch()} />}
      {found.data && (
        <section aria-label={say('customers.found')}>
          <Title order={2} size="h5" className="quiet" mb="xs" aria-live="polite">
            {sought.trim() === ''
              ? say(nobody ? 'customers.none' : 'customers.latest')
              : nobody
                ? say('customers.count.none')
                : say('customers.count', { count: found.data.length })}
          </Title>
          {nobody ? (
            <Text className="quiet" maw={640}>
              {say(sought.trim() === '' ? 'customers.none.lead' : 'customers.nobody')}
            </Text>
          ) : (
            <ul className="card found-list" aria-busy={found.isPlaceholderData}>
              {found.data.map((person) => (
                <Found key={person.profile} person={person} />
              ))}
            </ul>
          )}
        </section>
      )}
      <Said sought={sought} />
    </Stack>
  )
}
