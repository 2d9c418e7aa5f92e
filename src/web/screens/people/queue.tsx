import { Anchor, Group, Kbd, Pagination, Stack, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Notice } from '../../kit/notice.tsx'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import './people.css'
import { QueueQuestion } from './queue-question.tsx'
import { type AskedQuestion, useAnswer, useQuestions } from './use-people.ts'

const Keys = () => {
  const { say } = useWords()
  const keys = [
    ['J', say('customers.queue.key.next')],
    ['K', say('customers.queue.key.previous')],
    ['S', say('customers.queue.same')],
    ['D', say('customers.queue.two')],
  ] as const
  return (
    <Group gap="md" visibleFrom="sm">
      {keys.map(([key, what]) => (
        <Text key={key} size="sm" className="quiet">
          <Kbd size="xs">{key}</Kbd> {what}
        </Text>
      ))}
    </Group>
  )
}

/** One page of questions; the keys go from one to the next, and answer the one they stand on. */
const Questions = ({ items }: { readonly items: readonly AskedQuestion[] }) => {
  const { say } = useWords()
  const answer = useAnswer()
  const [chosen, choose] = useState<number>()
  const at = chosen === undefined ? undefined : Math.min(chosen, items.length - 1)
  const decide = ({ one, other }: AskedQuestion, same: boolean) => answer.mutate({ one, other, same, why: '' })
  const onChosen = (same: boolean) => {
    const question = at === undefined ? undefined : items[at]
    if (question) decide(question, same)
  }
  useHotkeys([
    ['j', () => choose(at === undefined ? 0 : Math.min(at + 1, items.length - 1))],
    ['k', () => choose(Math.max((at ?? 0) - 1, 0))],
    ['s', () => onChosen(true)],
    ['d', () => onChosen(false)],
  ])
  return (
    <>
      {answer.isError && (
        <Notice tone="bad" role="alert" title={say('matches.unkept')}>
          {answer.error.message}
        </Notice>
      )}
      {items.map((question, place) => (
        <QueueQuestion
          key={`${question.one} ${question.other}`}
          question={question}
          chosen={place === at}
          choose={() => choose(place)}
          decide={(same) => decide(question, same)}
        />
      ))}
    </>
  )
}

/** What evidence would join and only a person may: side by side, a page of questions at a time. */
export const Queue = () => {
  const { say } = useWords()
  const { page = 1 } = useSearch({ from: '/people/queue' })
  const go = useNavigate({ from: '/people/queue' })
  const questions = useQuestions(page)
  const { total = 0, pages = 1, items = [] } = questions.data ?? {}
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
      {questions.data && total === 0 && (
        <Notice tone="good" title={say('customers.queue.none')}>
          {say('customers.queue.none.lead')}
        </Notice>
      )}
      {total > 0 && (
        <Group justify="space-between" gap="xs">
          <Text className="quiet" aria-live="polite">
            {say('customers.queue.link', { count: total })}
          </Text>
          <Keys />
        </Group>
      )}
      <Questions key={page} items={items} />
      {pages > 1 && (
        <Pagination
          total={pages}
          value={Math.min(page, pages)}
          siblings={1}
          onChange={(to) => {
            void go({ search: to === 1 ? {} : { page: to } })
            window.scrollTo({ top: 0 })
          }}
          getItemProps={(to) => ({ 'aria-label': say('customers.queue.page', { page: to, pages }) })}
          getControlProps={(control) => ({
            'aria-label': say(control === 'next' ? 'customers.queue.pages.next' : 'customers.queue.pages.previous'),
          })}
        />
      )}
    </Stack>
  )
}
