import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Notice } from '../../kit/notice.tsx'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { When } from '../../kit/when.tsx'
import { useEventName } from '../../words/event-name.tsx'
import { useWords } from '../../words/language.tsx'
import { IdentifierChip } from './kinds.tsx'
import './people.css'
import { type AskedQuestion, type Person, useAnswer, useQuestions } from './use-people.ts'

const Side = ({ person }: { readonly person: Person | undefined }) => {
  const { say } = useWords()
  if (!person) return <div />
  return (
    <Stack gap={4}>
      <Link to="/people/$profile" params={{ profile: person.profile }} style={{ color: 'inherit', fontWeight: 620 }}>
        {person.name || say('customers.nameless')}
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

const Question = ({ question }: { readonly question: AskedQuestion }) => {
  const { say } = useWords()
  const answer = useAnswer()
  const { one, other, words, people } = question
  const eventName = useEventName()
  // The reason names the event as it was sent, between quotes; here it is told as the reader calls it.
  const named = (text: string) =>
    text.replace(
      /([«“"]\s*)([^«»“”"]+?)(\s*[»”"])/g,
      (_, opens: string, event: string, shuts: string) => opens + eventName(event) + shuts,
    )
  const decide = (same: boolean) => answer.mutate({ one, other, same, why: '' })
  return (
    <article className="card block">
      <div className="question">
        <Side person={people[0]} />
        <Stack gap={4} align="center" maw={260}>
          <Text size="sm" fw={600} ta="center">
            {say('customers.queue.seen')}
          </Text>
          <Text size="sm" ta="center" className="quiet">
            {named(words)}
          </Text>
        </Stack>
        <Side person={people[1]} />
      </div>
      <Group mt="md" gap="xs">
        <Button size="sm" loading={answer.isPending} onClick={() => decide(true)}>
          {say('customers.queue.same')}
        </Button>
        <Button size="sm" variant="light" disabled={answer.isPending} onClick={() => decide(false)}>
          {say('customers.queue.two')}
        </Button>
        <Trouble problem={answer.error} />
      </Group>
    </article>
  )
}

/** What evidence would join and only a person may: side by side, one question each. */
export const Queue = () => {
  const { say } = useWords()
  const questions = useQuestions()
  return (
    <Stack gap="lg" maw={1000}>
      <Anchor component={Link} to="/people" size="sm" w="fit-content">
        <Group gap={4} component="span" wrap="nowrap">
          <IconArrowLeft size={15} aria-hidden />
          {say('customers.title')}
        </Group>
      </Anchor>
      <PageHead title={say('customers.queue')} lead={say('customers.queue.lead')} />
      {questions.isPending && <Working />}
      {questions.isError && <Failed problem={questions.error} retry={() => void questions.refetch()} />}
      {questions.data?.total === 0 && (
        <Notice tone="good" title={say('customers.queue.none')}>
          {say('customers.queue.none.lead')}
        </Notice>
      )}
      {questions.data && questions.data.total > 0 && (
        <Text className="quiet" aria-live="polite">
          {say('customers.queue.link', { count: questions.data.total })}
        </Text>
      )}
      {questions.data?.items.map((question) => (
        <Question key={`${question.one} ${question.other}`} question={question} />
      ))}
    </Stack>
  )
}
