import { Stack } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { selectionText } from '../../../explorations/index.ts'
import { ExplainingProvider, type Whom } from '../../kit/explaining.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { FilterBar } from '../journeys/filter-bar/filter-bar.tsx'
import { useFilterWords } from '../journeys/filter-bar/filter-words.ts'
import { filterQuery } from '../journeys/filters.ts'
import { PeopleAside } from '../journeys/people/people-aside.tsx'
import { useFilters } from '../journeys/use-filters.ts'
import { SaveView } from '../views/save-view.tsx'
import type { LivedEntry } from './catalogue.ts'
import { MapChoice } from './map-choice.tsx'
import { Nobody } from './nobody.tsx'
import { commandOf, type MeasureView, questionQuery, RAW } from './question.ts'
import { QuestionHead } from './question-head.tsx'
import { TakeAway } from './take-away.tsx'
import { mapOf, useGround } from './use-ground.ts'
import { useListKeys } from './use-list-keys.ts'
import { useMostLived } from './use-most-lived.ts'
import { useQuestion } from './use-question.ts'
import { NO_MAP } from './use-telling.ts'
import '../journeys/journey.css'
import './measure.css'

const useOpened = () => {
  const { of } = useSearch({ strict: false }) as MeasureView
  const navigate = useNavigate()
  const show = (next: string | undefined) =>
    void navigate({
      to: '.',
      search: ({ of: _, ...rest }: MeasureView) => (next === undefined ? rest : { ...rest, of: next }),
    })
  const text = (whom: Whom) => (typeof whom === 'string' ? whom : selectionText(whom))
  return { of: typeof of === 'string' ? of : undefined, show, open: (whom: Whom) => show(text(whom)), text }
}

/** A question that is asked of a map as it is lived: the very views of the map's screen, among the other questions. */
export const LivedScreen = ({ entry }: { readonly entry: LivedEntry }) => {
  const { say } = useWords()
  const { question, begin, restart } = useQuestion()
  const { filters } = useFilters()
  const { of, show, open, text } = useOpened()
  useListKeys(of, () => show(undefined))
  const id = mapOf(question)
  const most = useMostLived()
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once, with the map that has most to tell
  useEffect(() => {
    if (id !== undefined) return
    if (most) begin({ map: most })
    else if (most === null && entry.raw) begin({ map: RAW })
  }, [id, most])
  const { design, lived } = useGround(id, filters)
  const words = useFilterWords(design.data ?? NO_MAP)
  const command = commandOf(`lived ${id ?? 'MAP'}`, filterQuery(filters))
  const explaining = {
    filters: words(filters),
    command,
    open,
    address: (whom: Whom) => {
      const url = new URL(location.href)
      url.searchParams.set('of', text(whom))
      return url.href
    },
    ...(lived.data && { asOf: lived.data.asOf }),
  }
  return (
    <ExplainingProvider value={explaining}>
      <Stack gap="md">
        <QuestionHead
          entry={entry}
          actions={
            id !== undefined && (
              <>
                <SaveView
                  analysis={entry.name}
                  title={say(entry.title)}
                  view={{ ...question, of: undefined, ...filters }}
                />
                <TakeAway
                  name={entry.name}
                  title={say(entry.title)}
                  asks={say(entry.asks)}
                  command={command}
                  {...(entry.analysed && { asked: questionQuery({ map: id }, filters) })}
                  json={`/api/maps/${encodeURIComponent(id)}/${entry.answer}?${filterQuery(filters)}`}
                  map={id}
                  filters={filters}
                />
              </>
            )
          }
        />
        <FilterBar
          map={design.data ?? NO_MAP}
          lived={lived.data}
          busy={lived.isPlaceholderData}
          {...((lived.isError || design.isError) && { told: '' })}
          before={<MapChoice of={entry.raw ? 'either' : 'map'} question={question} restart={restart} />}
        />
        {lived.isError && <Failed problem={lived.error} retry={() => void lived.refetch()} />}
        {(id === undefined || ((design.isPending || lived.isPending) && !lived.isError && !design.isError)) && (
          <Working />
        )}
        {id !== undefined && design.data && lived.data && (
          <div className="desk measure-desk">
            <div className="answer">
              {lived.data.instances.total === 0 ? (
                <Nobody hints={lived.data.hints} />
              ) : (
                <entry.View id={id} map={design.data} lived={lived.data} />
              )}
            </div>
            {of !== undefined && (
              <aside className="aside card" aria-label={say('people.title')}>
                <PeopleAside
                  key={of}
                  id={id}
                  map={design.data}
                  lived={lived.data}
                  of={of}
                  close={() => show(undefined)}
                />
                <button type="button" className="more-rows" onClick={() => show(undefined)}>
                  {say('aside.close')}
                </button>
              </aside>
            )}
          </div>
        )}
      </Stack>
    </ExplainingProvider>
  )
}
