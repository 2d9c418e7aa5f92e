import { Badge, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { ExplainingProvider } from '../../kit/explaining.ts'
import { Working } from '../../kit/state.tsx'
import { NotFound } from '../../shell/trouble.tsx'
import { useWords } from '../../words/language.tsx'
import { FilterBar } from '../journeys/filter-bar/filter-bar.tsx'
import { useFilterWords } from '../journeys/filter-bar/filter-words.ts'
import { useFilters } from '../journeys/use-filters.ts'
import { SaveView } from '../views/save-view.tsx'
import { behindWords } from './behind-words.ts'
import { type AnalysisEntry, askedAs, entryOf } from './catalogue.ts'
import type { Description } from './description.ts'
import { FieldControl } from './fields/fields.tsx'
import { LivedScreen } from './lived-screen.tsx'
import { MapChoice } from './map-choice.tsx'
import { Nobody } from './nobody.tsx'
import { PeopleBehind } from './people-behind.tsx'
import { isReady, PicturedAnswer } from './pictured-answer.tsx'
import { commandOf, type Question, questionQuery } from './question.ts'
import { QuestionHead } from './question-head.tsx'
import { TakeAway } from './take-away.tsx'
import { useCurrency } from './use-currency.ts'
import { mapOf, useGround } from './use-ground.ts'
import { useListKeys } from './use-list-keys.ts'
import { useMostLived } from './use-most-lived.ts'
import { useQuestion } from './use-question.ts'
import { NO_MAP, useTelling } from './use-telling.ts'
import '../journeys/journey.css'
import './measure.css'

/** Where the people of a number went afterwards: of a funnel, the paths after the drop-off. */
const useAfterwards = (name: string, question: Question, list: string | undefined) => {
  const navigate = useNavigate()
  const [, at] = /^stopped:(\d+)$/.exec(list ?? '') ?? []
  if (name !== 'funnel' || at === undefined || !Array.isArray(question.step)) return undefined
  const steps = question.step.slice(0, Number(at) + 1)
  return () =>
    void navigate({
      to: '/measure/$analysis',
      params: { analysis: 'paths' },
      search: ({ step: _, optional: __, exclude: ___, list: ____, order: _____, ...rest }) => ({
        ...rest,
        afterDropOff: steps,
      }),
    })
}

const Frame = ({ entry, one }: { readonly entry: AnalysisEntry; readonly one: Description<unknown> }) => {
  const { say } = useWords()
  const router = useRouter()
  const wide = useMediaQuery('(min-width: 48em)', true)
  const { question, list, change, begin, restart, open } = useQuestion()
  const { filters } = useFilters()
  const { ground, design, lived } = useGround(mapOf(question), filters)
  const telling = useTelling(ground.map, useCurrency(one, question))
  const words = useFilterWords(ground.map ?? NO_MAP)
  const settled = mapOf(question) === undefined || (!design.isPending && !lived.isPending)
  const refused = design.isError || lived.isError
  const first = ground.events.length > 0 && settled && !refused ? () => one.first?.(ground) : undefined
  const beginning = useBeginning(one, question, first, begin) || !settled
  // Asked of everything that happened, a map of the address means nothing.
  const asked = useMemo(
    () => questionQuery(one.of === 'events' ? { ...question, map: undefined } : question, filters),
    [one.of, question, filters],
  )
  const command = commandOf(one.name, asked)
  // A map that nobody lived: what is asked of it has no answer. Not so what is asked of everything that happened.
  const nobody = lived.data?.instances.total === 0 && (one.of === 'map' || !isReady(one, question))
  const afterwards = useAfterwards(one.name, question, list)
  useListKeys(list, () => open(undefined))
  const asOf = lived.data?.asOf
  const explaining = {
    filters: words(filters),
    cases: true,
    command,
    open: (whom: unknown) => typeof whom === 'string' && open(whom),
    address: (whom: unknown) => {
      const url = new URL(router.state.location.href, location.origin)
      if (typeof whom === 'string') url.searchParams.set('list', JSON.stringify(whom).slice(1, -1))
      return url.href
    },
    ...(asOf !== undefined && { asOf }),
  }
  return (
    <ExplainingProvider value={explaining}>
      <Stack gap="md">
        <QuestionHead
          entry={entry}
          actions={
            <>
              <SaveView analysis={one.name} title={say(entry.title)} view={{ ...question, ...filters }} />
              <TakeAway
                name={one.name}
                title={say(entry.title)}
                asks={say(entry.asks)}
                asked={asked}
                command={command}
                json={`/api/analyses/${one.name}?${asked}`}
                filters={filters}
                {...(ground.map && { map: ground.map.id })}
              />
            </>
          }
        />
        <FilterBar
          map={ground.map ?? NO_MAP}
          lived={ground.lived}
          busy={false}
          {...((mapOf(question) === undefined || refused) && { told: '' })}
          before={one.of === 'events' ? undefined : <MapChoice of={one.of} question={question} restart={restart} />}
        />
        <div className="desk measure-desk">
          {one.fields.length > 0 && (
            <details className="card asked" open={wide}>
              <summary>{say('measure.question')}</summary>
              <Stack gap="md">
                {one.fields.map((field) => (
                  <FieldControl
                    key={`${field.kind} ${field.name}`}
                    field={field}
                    question={question}
                    change={change}
                    telling={telling}
                    events={ground.events}
                  />
                ))}
              </Stack>
            </details>
          )}
          <div className="answer">
            {nobody ? (
              <Nobody hints={lived.data?.hints} />
            ) : isReady(one, question) || refused || !beginning ? (
              <PicturedAnswer {...{ one, question, asked, telling, change, open }} whole />
            ) : (
              <Working />
            )}
            <details className="means">
              <summary>{say('measure.means')}</summary>
              <Text size="sm">{say(one.means)}</Text>
              <Badge variant="light" size="sm" mt={6}>
                {say('measure.descriptive')}
              </Badge>
            </details>
          </div>
          {list !== undefined && isReady(one, question) && (
            <PeopleBehind
              key={list}
              name={one.name}
              asked={asked}
              of={list}
              title={behindWords(one.name, list, question, telling)}
              afterwards={afterwards}
              close={() => open(undefined)}
            />
          )}
        </div>
      </Stack>
    </ExplainingProvider>
  )
}

/**
 * An address that asks nothing yet asks the first question that the ground lets one ask; says whether that is still to come.
 */
const useBeginning = (
  one: Description<unknown>,
  question: Question,
  first: (() => Question | undefined) | undefined,
  begin: (question: Question) => void,
): boolean => {
  const most = useMostLived()
  const untouched = Object.keys(question).length === 0
  const onlyMap = Object.keys(question).join() === 'map'
  const ready = first !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once for each ground that is there
  useEffect(() => {
    if (most === undefined) return
    if (untouched && one.of !== 'events' && most !== null) begin({ map: most })
    else if (ready && (onlyMap || untouched)) {
      const question = first()
      if (question && Object.keys(question).length > 0) begin(question)
    }
  }, [untouched, onlyMap, most, ready])
  return most === undefined || (untouched && one.of !== 'events' && most !== null)
}

const AnalysisFrame = ({ entry }: { readonly entry: AnalysisEntry }) => {
  const one = useQuery({
    queryKey: ['description', entry.name],
    queryFn: () => entry.load(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (one.data) return <Frame entry={entry} one={one.data} />
  return (
    <>
      <QuestionHead entry={entry} />
      <Working />
    </>
  )
}

/** One analysis: the question on the left, its picture and its numbers on the right, who is behind them beside. */
export const AnalysisScreen = () => {
  const { analysis } = useParams({ from: '/measure/$analysis' })
  const { question } = useQuestion()
  const found = entryOf(analysis)
  if (!found) return <NotFound />
  const entry = askedAs(found, question.map)
  return 'load' in entry ? <AnalysisFrame key={analysis} entry={entry} /> : <LivedScreen key={analysis} entry={entry} />
}
