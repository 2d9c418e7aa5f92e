import { Button, Group, Loader, Text } from '@mantine/core'
import { Hints } from '../../kit/hints.tsx'
import { Figure, Headline } from '../../kit/number.tsx'
import { Failed } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { CellView } from './cell-view.tsx'
import type { Description } from './description.ts'
import { Nobody } from './nobody.tsx'
import { Brief } from './pictures/bars.tsx'
import type { Question } from './question.ts'
import { TableView } from './table-view.tsx'
import { type Answer, useAnswer } from './use-answer.ts'
import type { Telling } from './use-telling.ts'
import './measure.css'

export interface AnsweredProps {
  readonly one: Description<unknown>
  readonly question: Question
  readonly asked: URLSearchParams
  readonly telling: Telling
  readonly change: (changes: Question) => void
  readonly open: (of: string) => void
  /** Whether the tables stand under the picture. */
  readonly whole?: boolean
}

/** Whether enough is set to ask. */
export const isReady = ({ of, ready }: Description<unknown>, question: Question): boolean =>
  (of !== 'map' || question.map !== undefined) && (ready?.(question) ?? true)

interface ShownProps extends AnsweredProps {
  readonly shown: Answer
  readonly busy: boolean
}

/** One answer as it is drawn and told; of nobody there is nothing to draw, and why is said. */
const Answered = ({ one, question, telling, change, open, whole = false, shown, busy }: ShownProps) => {
  const said = one.headline?.(shown, telling, question)
  if (shown.hints && shown.hints.length > 0)
    return whole ? <Nobody hints={shown.hints} /> : <Hints hints={shown.hints} />
  return (
    <>
      {said !== undefined && <Headline means={one.means}>{said}</Headline>}
      <div className="card picture" style={{ opacity: busy ? 0.55 : 1 }}>
        {one.figures !== undefined && (
          <Group gap="sm" mb="md">
            {one.figures(shown, telling, question).map(({ name, cell, means }) => (
              <Figure key={name} name={name}>
                <CellView cell={cell} means={means} telling={telling} />
              </Figure>
            ))}
          </Group>
        )}
        <Brief value={!whole}>
          <one.Picture answer={shown} question={question} telling={telling} open={open} change={change} />
        </Brief>
      </div>
      {whole &&
        one
          .tables(shown, telling, question)
          .map((table) => <TableView key={table.name} table={table} telling={telling} means={one.means} />)}
    </>
  )
}

/** The picture, then the same as tables; what is being worked out says so, and can be stopped. */
export const PicturedAnswer = ({ one, question, asked, telling, change, open, whole = false }: AnsweredProps) => {
  const { say, percent } = useWords()
  const ready = isReady(one, question)
  const answer = useAnswer(one.name, asked, ready)
  if (!ready) return <Text className="quiet card empty-question">{say('measure.notready')}</Text>
  if (answer.isError) return <Failed problem={answer.error} retry={() => void answer.refetch()} />
  const busy = answer.isFetching && (answer.isPending || answer.isPlaceholderData)
  const { share, sampled } = answer.onTheWay ?? {}
  // The first answer of a large question stands until the exact one does, and says so.
  const shown = busy && sampled ? sampled.answer : answer.data
  return (
    <div className="pictured" aria-busy={busy}>
      {busy && (
        <Group gap="sm" role="status" className="working-line">
          <Loader size="xs" />
          <Text size="sm">{say('state.working')}</Text>
          {share !== undefined && share > 0 && <Text size="sm">{percent(share)}</Text>}
          <Button size="compact-xs" variant="subtle" onClick={answer.cancel}>
            {say('measure.stop')}
          </Button>
        </Group>
      )}
      {!busy && answer.isPending && (
        <Group gap="sm">
          <Text className="quiet">{say('measure.stopped')}</Text>
          <Button size="compact-sm" variant="light" onClick={() => void answer.refetch()}>
            {say('measure.ask')}
          </Button>
        </Group>
      )}
      {busy && sampled && (
        <Text size="sm" className="quiet">
          {say('measure.sampled', { share: percent(sampled.of.share, 1), cases: sampled.of.cases })}
        </Text>
      )}
      {shown && <Answered {...{ one, question, asked, telling, change, open, whole, shown, busy }} />}
    </div>
  )
}
