import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { selectionText } from '../../../explorations/index.ts'
import { ExplainingProvider, type Whom } from '../../kit/explaining.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { useFilterWords } from '../journeys/filter-bar/filter-words.ts'
import { filtersOf } from '../journeys/filters.ts'
import { KeptFilters } from '../journeys/use-filters.ts'
import { type AnalysisEntry, askedAs, entryOf, type LivedEntry } from '../measure/catalogue.ts'
import { PicturedAnswer } from '../measure/pictured-answer.tsx'
import { Brief } from '../measure/pictures/bars.tsx'
import { commandOf, type MeasureView, questionOf, questionQuery } from '../measure/question.ts'
import { useCurrency } from '../measure/use-currency.ts'
import { mapOf, useGround } from '../measure/use-ground.ts'
import { NO_MAP, useTelling } from '../measure/use-telling.ts'
import { type SavedView, searchOf } from './use-views.ts'

interface LivingProps<Of> {
  readonly entry: Of
  readonly view: SavedView
  readonly search: MeasureView
}

const LivedTile = ({ entry, search }: LivingProps<LivedEntry>) => {
  const navigate = useNavigate()
  const id = mapOf(questionOf(search))
  const filters = filtersOf(search as Readonly<Record<string, unknown>>)
  const { ground, design, lived } = useGround(id, filters)
  const words = useFilterWords(ground.map ?? NO_MAP)
  const failed = [design, lived].find(({ isError }) => isError)
  if (failed?.error) return <Failed problem={failed.error} retry={() => void failed.refetch()} />
  if (id === undefined || !ground.map || !ground.lived) return <Working />
  const explaining = {
    filters: words(filters),
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
      <KeptFilters value={filters}>
        <Brief value>
          <entry.View id={id} map={ground.map} lived={ground.lived} />
        </Brief>
      </KeptFilters>
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
  const words = useFilterWords(ground.map ?? NO_MAP)
  if (!one.data) return <Working />
  const go = (more: MeasureView) =>
    void navigate({ to: '/measure/$analysis', params: { analysis: view.analysis }, search: { ...search, ...more } })
  const asked = questionQuery(question, filters)
  const explaining = {
    filters: words(filters),
    cases: true,
    command: commandOf(view.analysis, asked),
    open: (whom: Whom) => typeof whom === 'string' && go({ list: whom }),
    ...(ground.lived && { asOf: ground.lived.asOf }),
  }
  return (
    <ExplainingProvider value={explaining}>
      <PicturedAnswer
        one={one.data}
        question={question}
        asked={asked}
        telling={telling}
        open={(list) => go({ list })}
        change={(changes) => go(changes as MeasureView)}
      />
    </ExplainingProvider>
  )
}

/** Of whom a kept question is, where it is not of everybody. */
const Asked = ({ search }: { readonly search: MeasureView }) => {
  const words = useFilterWords(NO_MAP)
  const said = words(filtersOf(search as Readonly<Record<string, unknown>>))
  if (said.length === 0) return null
  return (
    <Text size="sm" className="quiet" data-dated>
      {said.join(' · ')}
    </Text>
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
          <Asked search={search} />
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
