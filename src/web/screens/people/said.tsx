import { Text, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Excerpt } from '../../../profiles/index.ts'
import { inquire } from '../../ask.ts'
import { useNameOf } from '../../kit/called.ts'
import { When } from '../../kit/when.tsx'
import { EventName } from '../../words/event-name.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { useChannel } from './channels.tsx'
import type { Person } from './use-people.ts'

interface Found {
  readonly id: string
  readonly at: string
  readonly event: string
  readonly channel: string
  readonly excerpt: Excerpt
  readonly person: Person | null
}

/** Fewer letters are in too many texts to mean one. */
const SHORTEST = 3

const useSaid = (text: string) => {
  const { language } = useLanguage()
  const sought = text.trim()
  return useQuery({
    queryKey: ['people', 'said', sought],
    queryFn: async ({ signal }) =>
      (await inquire<{ items: readonly Found[] }>('/api/people/said', language, { text: sought }, signal)).items,
    enabled: sought.length >= SHORTEST,
    placeholderData: keepPreviousData,
  })
}

const Words = ({ excerpt }: { readonly excerpt: Excerpt }) => (
  <Text component="span" className="said-words">
    {excerpt.map(({ text, found }, at) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text stand in its order
      found ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
    )}
  </Text>
)

const Line = ({ said: { at, event, channel, excerpt, person } }: { readonly said: Found }) => {
  const { say } = useWords()
  const nameOf = useNameOf()
  const channelOf = useChannel()
  const inside = (
    <>
      <Words excerpt={excerpt} />
      <Text component="span" size="sm" className="quiet">
        {person ? nameOf(person) : say('said.unknown')}
        {' · '}
        <EventName event={event} />
        {' · '}
        {channelOf(channel)}
        {' · '}
        <When at={at} />
      </Text>
    </>
  )
  return person ? (
    <Link to="/people/$profile" params={{ profile: person.profile }} className="said">
      {inside}
    </Link>
  ) : (
    <div className="said">{inside}</div>
  )
}

/** What people wrote and said that has the words looked for. */
export const Said = ({ sought }: { readonly sought: string }) => {
  const { say } = useWords()
  const { data } = useSaid(sought)
  if (sought.trim().length < SHORTEST || !data || data.length === 0) return null
  return (
    <section aria-label={say('said.title')}>
      <Title order={2} size="h5" className="quiet" mb="xs" aria-live="polite">
        {say('said.count', { count: data.length })}
      </Title>
      <ul className="card found-list">
        {data.map((said) => (
          <li key={said.id}>
            <Line said={said} />
          </li>
        ))}
      </ul>
    </section>
  )
}
