import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { segmentsAsked } from '../../../segments/index.ts'
import { ask, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'
import type { NamedSegment } from '../journeys/filter-bar/use-segments.ts'
import { type SavedView, useViews } from '../views/use-views.ts'

const KEY = ['segments']

/** Of whom a count is: the people of a segment, of conditions that have no name yet, or everybody. */
export const asking = (of: { readonly segment: string } | { readonly who: readonly string[] }): URLSearchParams => {
  const asked = new URLSearchParams()
  if ('segment' in of) asked.set('segment', of.segment)
  else for (const condition of of.who) asked.append('who', condition)
  return asked
}

/** How many people are meant: the very question whose list they are behind. */
export const useHowMany = (asked: URLSearchParams) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['lived', 'analysis', 'activity', asked.toString(), 'cases'],
    queryFn: async ({ signal }) =>
      (await ask<{ readonly cases: number }>(`/api/analyses/activity?${asked}`, language, signal)).cases,
    placeholderData: (last) => last,
    retry: false,
  })
}

/** The kept questions that ask for a segment. */
export const useViewsOf = (name: string): readonly SavedView[] =>
  useViews().data?.views.filter(({ asked }) => segmentsAsked(asked).includes(name)) ?? []

type Change =
  | { readonly method: 'PUT'; readonly name: string; readonly body: Pick<NamedSegment, 'who'> }
  | { readonly method: 'PATCH'; readonly name: string; readonly body: Pick<NamedSegment, 'name'> }
  | { readonly method: 'DELETE'; readonly name: string }

const changed = (all: readonly NamedSegment[], change: Change): readonly NamedSegment[] => {
  const others = all.filter(({ name }) => name !== change.name)
  const before = all.find(({ name }) => name === change.name)
  if (change.method === 'DELETE') return others
  const one = { who: [], ...before, name: change.name, ...change.body }
  return [...others, one].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Names, renames, changes, removes: seen at once, and as it was where the server refuses. */
export const useSegmentChange = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: ({ method, name, ...rest }: Change) =>
      send<NamedSegment>(
        method,
        `/api/segments/${encodeURIComponent(name)}`,
        language,
        'body' in rest ? rest.body : undefined,
      ),
    onMutate: async (change) => {
      await answers.cancelQueries({ queryKey: KEY })
      const before = answers.getQueryData<readonly NamedSegment[]>(KEY)
      if (before) answers.setQueryData(KEY, changed(before, change))
      return before
    },
    onError: (_problem, _change, before) => void (before && answers.setQueryData(KEY, before)),
    onSettled: () =>
      Promise.all([answers.invalidateQueries({ queryKey: KEY }), answers.invalidateQueries({ queryKey: ['views'] })]),
  })
}
