import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconEye,
  IconEyeOff,
  IconPlayerPlay,
  IconPlayerStop,
} from '@tabler/icons-react'
import type { Question, Stand } from '../../../workshops/index.ts'
import { Trouble } from '../../kit/trouble.tsx'
import { useWords } from '../../words/language.tsx'
import { Additions, isAddable } from './additions.tsx'
import { useQuestionTitle } from './question-title.ts'
import { ResultView } from './result-view.tsx'
import { type LedWorkshop, useLead } from './use-workshops.ts'

interface LeadProps {
  readonly workshop: LedWorkshop
}

/** The questions in their order: which one is in front, how many answered, which are revealed. */
export const PlanList = ({ workshop, go }: LeadProps & { readonly go: (question: Question) => void }) => {
  const { say } = useWords()
  const titleOf = useQuestionTitle(workshop.outline)
  const { stand, plan, answered } = workshop
  return (
    <nav aria-label={say('workshop.plan')}>
      <ol className="workshop-plan">
        {plan.map((question) => (
          <li key={question.id}>
            <button
              type="button"
              aria-current={stand.current === question.id ? 'step' : undefined}
              onClick={() => go(question)}
            >
              <span>{titleOf(question)}</span>
              <span className="quiet">
                {stand.revealed.includes(question.id) && <IconEye size={14} aria-label={say('workshop.revealed')} />}
                {(answered[question.id] ?? 0) > 0 && ` ${answered[question.id]}`}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

type Move = (how: (stand: Stand) => Partial<Stand>) => void

const Steps = ({ workshop, question, move }: LeadProps & { readonly question: Question; readonly move: Move }) => {
  const { say } = useWords()
  const { stand, plan } = workshop
  const at = plan.findIndex(({ id }) => id === question.id)
  const shown = stand.revealed.includes(question.id)
  const go = (step: number) => move(() => ({ current: plan[at + step]?.id ?? question.id, open: false }))
  const reveal = () =>
    move(({ open, revealed }) => ({
      open: shown && open,
      revealed: shown ? revealed.filter((id) => id !== question.id) : [...revealed, question.id],
    }))
  return (
    <Group gap="xs">
      <Button variant="default" leftSection={<IconChevronLeft size={16} />} disabled={at <= 0} onClick={() => go(-1)}>
        {say('workshop.before')}
      </Button>
      <Button
        leftSection={stand.open ? <IconPlayerStop size={16} /> : <IconPlayerPlay size={16} />}
        variant={stand.open ? 'light' : 'filled'}
        onClick={() => move(({ open }) => ({ open: !open }))}
      >
        {say(stand.open ? 'workshop.stop' : 'workshop.ask')}
      </Button>
      <Button variant="light" leftSection={shown ? <IconEyeOff size={16} /> : <IconEye size={16} />} onClick={reveal}>
        {say(shown ? 'workshop.hide' : 'workshop.reveal')}
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} />}
        disabled={at >= plan.length - 1}
        onClick={() => go(1)}
      >
        {say('workshop.after')}
      </Button>
    </Group>
  )
}

/** The question in front: open or not, how many answered, and what, once it is revealed. */
export const Front = ({ workshop }: LeadProps) => {
  const { say } = useWords()
  const titleOf = useQuestionTitle(workshop.outline)
  const { stand: leading, move } = useLead(workshop.id)
  const { stand, plan, answered, people, results, closedAt } = workshop
  const question = plan.find(({ id }) => id === stand.current)
  if (!question) return null
  const result = results[question.id]
  return (
    <Stack gap="md">
      <div>
        <Group gap="xs">
          <Title order={2} size="h3">
            {titleOf(question)}
          </Title>
          {stand.open && (
            <Badge color="teal" variant="light" tt="none">
              {say('workshop.open')}
            </Badge>
          )}
        </Group>
        <Text className="quiet">{say(`workshop.how.${question.kind}`)}</Text>
      </div>
      <Text role="status" fw={600} data-answered>
        {say('workshop.answered', { count: answered[question.id] ?? 0, people: people.length })}
      </Text>
      {closedAt === null && <Steps workshop={workshop} question={question} move={move} />}
      <Trouble problem={leading.error} />
      {result ? (
        <>
          {/* What is proposed in words is listed once, with what can be done with it. */}
          {(result.n === 0 || !isAddable(result) || result.kind === 'matters') && (
            <ResultView result={result} outline={workshop.outline} />
          )}
          {result.n > 0 && isAddable(result) && <Additions workshop={workshop} kind={result.kind} />}
        </>
      ) : (
        <Text className="quiet">{say('workshop.hidden')}</Text>
      )}
    </Stack>
  )
}
