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

const without = (all: readonly NamedSegment[], name: string) => all.filter((one) => one.name !== name)

/**
 * Names, renames, changes, removes. What is removed goes at once, and is back where the server refuses; a name that the
 * server does not know yet is not shown, since its people would be asked for.
 */
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
      if (before && change.method === 'DELETE') answers.setQueryData(KEY, without(before, change.name))
      return before
    },
    onSuccess: (segment, { method, name }) => {
      const all = answers.getQueryData<readonly NamedSegment[]>(KEY)
      if (!all || method === 'DELETE') return
      const named = [...without(without(all, name), segment.name), segment]
      answers.setQueryData(
        KEY,
        named.sort((a, b) => (a.name < b.name ? -1 : 1)),
      )
    },
    onError: (_problem, _change, before) => void (before && answers.setQueryData(KEY, before)),
    onSettled: () =>
      Promise.all([answers.invalidateQueries({ queryKey: KEY }), answers.invalidateQueries({ queryKey: ['views'] })]),
  })
}
