import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router'
import type { TileSize } from '../../../views/index.ts'
import { ask, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'
import { type MeasureView, measureView } from '../measure/question.ts'

interface Signed {
  readonly at: string
  readonly by: string
  readonly signed?: string
}

export interface SavedView extends Signed {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly analysis: string
  readonly asked: string
}

export interface Tile {
  readonly view: string
  readonly size: TileSize
}

export interface Dashboard extends Signed {
  readonly id: string
  readonly title: string
  readonly tiles: readonly Tile[]
  readonly pinned: boolean
}

export interface AllViews {
  readonly views: readonly SavedView[]
  readonly dashboards: readonly Dashboard[]
}

const KEY = ['views']

/** Every question that is kept, and the dashboards. */
export const useViews = () => {
  const { language } = useLanguage()
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => ask<AllViews>('/api/views', language, signal) })
}

/** The question of a saved view as the address of its screen says it, and back. */
export const searchOf = ({ asked }: SavedView): MeasureView => measureView(defaultParseSearch(`?${asked}`))
export const askedOf = ({ list: _, ...view }: MeasureView): string => defaultStringifySearch(view).replace(/^\?/, '')

/** What is changed shows at once; where the server refuses, it is as it was. */
const shownAtOnce = (answers: QueryClient, next: (all: AllViews) => AllViews) => {
  const before = answers.getQueryData<AllViews>(KEY)
  if (before) answers.setQueryData(KEY, next(before))
  return () => answers.setQueryData(KEY, before)
}

type Method = 'POST' | 'PATCH' | 'DELETE'
interface Step<Body> {
  readonly method: Method
  readonly path: string
  readonly body?: Body
  /** What is seen while the server is told. */
  readonly next?: (all: AllViews) => AllViews
}

/** Tells the server a step, shown before it has answered. */
export const useStep = <Answer>() => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body }: Step<unknown>) => send<Answer>(method, path, language, body),
    onMutate: async ({ next }: Step<unknown>) => {
      await answers.cancelQueries({ queryKey: KEY })
      return next && shownAtOnce(answers, next)
    },
    onError: (_problem, _step, undo) => undo?.(),
    onSettled: () => answers.invalidateQueries({ queryKey: KEY }),
  })
}
