import { Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useNameOf } from '../../kit/called.ts'
import { When } from '../../kit/when.tsx'
import { useEventName } from '../../words/event-name.tsx'
import { useWords } from '../../words/language.tsx'
import { IdentifierChip } from './kinds.tsx'
import type { AskedQuestion, Person } from './use-people.ts'

const Side = ({ person }: { readonly person: Person | undefined }) => {
  const { say } = useWords()
  const nameOf = useNameOf()
  if (!person) return <div />
  return (
    <Stack gap={4}>
      <Link to="/people/$profile" params={{ profile: person.profile }} style={{ color: 'inherit', fontWeight: 620 }}>
        {nameOf(person)}
      </Link>
      <Text size="sm" className="quiet">
        {[person.city, say('customers.events', { count: person.events })].filter((part) => part !== '').join(' · ')}
      </Text>
      {person.identifiers.map(({ kind, value }) => (
        <IdentifierChip key={`${kind}:${value}`} kind={kind} value={value} />
      ))}
      {person.lastAt && (
        <Text size="sm" className="quiet">
          {say('customers.last')} <When at={person.lastAt} />
        </Text>
      )}
    </Stack>
  )
}

/** Two persons whom evidence would make one: what brings them together, and a person’s word. */
export const QueueQuestion = ({
  question: { words, people },
  chosen,
  choose,
  decide,
}: {
  readonly question: AskedQuestion
  /** The keys stand on it. */
  readonly chosen: boolean
  readonly choose: () => void
  readonly decide: (same: boolean) => void
}) => {
  const { say } = useWords()
  const eventName = useEventName()
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!chosen || card.current?.contains(document.activeElement)) return
    card.current?.focus({ preventScroll: true })
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  // The reason names the event as it was sent, between quotes; here it is told as the reader calls it.
  const named = words.replace(
    /([«“"]\s*)([^«»“”"]+?)(\s*[»”"])/g,
    (_, opens: string, event: string, shuts: string) => opens + eventName(event) + shuts,
  )
  return (
    <article ref={card} className="card block queued" tabIndex={-1} data-chosen={chosen || undefined} onFocus={choose}>
      <div className="question">
        <Side person={people[0]} />
        <Stack gap={4} align="center" className="question-why">
          <Text size="sm" fw={600} ta="center">
            {say('customers.queue.seen')}
          </Text>
          <Text size="sm" ta="center" className="quiet">
            {named}
          </Text>
        </Stack>
        <Side person={people[1]} />
      </div>
      <Group mt="md" gap="xs">
        <Button size="sm" onClick={() => decide(true)}>
          {say('customers.queue.same')}
        </Button>
        <Button size="sm" variant="light" onClick={() => decide(false)}>
          {say('customers.queue.two')}
        </Button>
      </Group>
    </article>
  )
}
