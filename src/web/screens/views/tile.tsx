import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { selectionText } from '../../../explorations/index.ts'
import { ExplainingProvider, type Whom } from '../../kit/explaining.ts'
import { Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { filtersOf } from '../journeys/filters.ts'
import { type AnalysisEntry, askedAs, entryOf, type LivedEntry } from '../measure/catalogue.ts'
import { PicturedAnswer } from '../measure/pictured-answer.tsx'
import { Brief } from '../measure/pictures/bars.tsx'
import { type MeasureView, questionOf, questionQuery } from '../measure/question.ts'
import { useCurrency } from '../measure/use-currency.ts'
import { mapOf, useGround } from '../measure/use-ground.ts'
import { useTelling } from '../measure/use-telling.ts'
import { type SavedView, searchOf } from './use-views.ts'

interface LivingProps<Of> {
  readonly entry: Of
  readonly view: SavedView
  readonly search: MeasureView
}

const LivedTile = ({ entry, search }: LivingProps<LivedEntry>) => {
  const navigate = useNavigate()
  const id = mapOf(questionOf(search))
  const { ground } = useGround(id, filtersOf(search as Readonly<Record<string, unknown>>))
  if (id === undefined || !ground.map || !ground.lived) return <Working />
  const explaining = {
    filters: [],
    asOf: ground.lived.asOf,
    open: (whom: Whom) =>
      void navigate({
        to: '/measure/$analysis',
        params: { analysis: entry.name },
        search: { ...search, of: typeof whom === 'string' ? whom : selectionText(whom) },
      }),
  }
  return (
    <ExplainingProvider value={explaining}>
      <Brief value>
        <entry.View id={id} map={ground.map} lived={ground.lived} />
      </Brief>
    </ExplainingProvider>
  )
}

const AnalysisTile = ({ entry, view, search }: LivingProps<AnalysisEntry>) => {
  const navigate = useNavigate()
  const question = questionOf(search)
  const filters = filtersOf(search as Readonly<Record<string, unknown>>)
  const { ground } = useGround(mapOf(question), filters)
  const one = useQuery({
    queryKey: ['description', view.analysis],
    queryFn: () => entry.load(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const telling = useTelling(ground.map, useCurrency(one.data, question))
  if (!one.data) return <Working />
  const go = (more: MeasureView) =>
    void navigate({ to: '/measure/$analysis', params: { analysis: view.analysis }, search: { ...search, ...more } })
  return (
    <PicturedAnswer
      one={one.data}
      question={question}
      asked={questionQuery(question, filters)}
      telling={telling}
      open={(list) => go({ list })}
      change={(changes) => go(changes as MeasureView)}
    />
  )
}

/** A kept question, asked again as its data stand now; its title leads to the whole answer. */
export const ViewTile = ({
  view,
  tools,
  level = 2,
}: {
  readonly view: SavedView
  readonly tools?: ReactNode
  /** Of its heading, under those around it. */
  readonly level?: 2 | 3
}) => {
  const { say } = useWords()
  const search = searchOf(view)
  const found = entryOf(view.analysis)
  const entry = found && askedAs(found, questionOf(search).map)
  return (
    <article className="card tile">
      <header>
        <div>
          <Text component={`h${level}`} fw={640} m={0} size="md">
            <Link to="/measure/$analysis" params={{ analysis: view.analysis }} search={search}>
              {view.title}
            </Link>
          </Text>
          {view.note !== '' && (
            <Text size="sm" className="quiet">
              {view.note}
            </Text>
          )}
        </div>
        {tools}
      </header>
      {!entry ? (
        <Text>{say('views.unknown')}</Text>
      ) : 'load' in entry ? (
        <AnalysisTile entry={entry} view={view} search={search} />
      ) : (
        <LivedTile entry={entry} view={view} search={search} />
      )}
    </article>
  )
}
