import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Anchor } from '../../../comments/index.ts'
import { ask, send } from '../../ask.ts'
import { declaredName } from '../../kit/name.ts'
import { useLanguage } from '../../words/language.tsx'

interface Signed {
  readonly at: string
  readonly by: string
  readonly signed?: string
}

export interface SaidComment extends Signed {
  readonly id: string
  readonly text: string
  readonly mentions: readonly string[]
  readonly editedAt?: string
  readonly erased?: Signed
  /** Shown before the server has it. */
  readonly pending?: true
}

export interface ShownThread {
  readonly id: string
  readonly anchor: Anchor
  readonly resolved: boolean
  readonly comments: readonly SaidComment[]
  readonly turns: readonly (Signed & { readonly state: string })[]
}

type Threads = readonly ShownThread[]

const pathOf = (map: string) => `/api/maps/${encodeURIComponent(map)}/comments`
const keyOf = (map: string) => ['comments', map] as const

/** What people say about a map; told anew as soon as somebody speaks. */
export const useThreads = (map: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: keyOf(map),
    queryFn: async ({ signal }) => (await ask<{ items: Threads }>(pathOf(map), language, signal)).items,
  })
}

/** The names that a comment can mention. */
export const useNames = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['names'],
    queryFn: async ({ signal }) => (await ask<{ names: readonly string[] }>('/api/names', language, signal)).names,
  })
}

/** What somebody does in the comments of a map. */
export type Saying =
  | { readonly do: 'start'; readonly anchor: Anchor; readonly text: string }
  | { readonly do: 'reply'; readonly thread: string; readonly text: string }
  | { readonly do: 'rewrite'; readonly thread: string; readonly comment: string; readonly text: string }
  | { readonly do: 'erase'; readonly thread: string; readonly comment: string }
  | { readonly do: 'settle'; readonly thread: string; readonly state: 'resolved' | 'open' }

const requestOf = (map: string, saying: Saying): readonly ['POST' | 'PUT' | 'DELETE', string, unknown?] => {
  const path = pathOf(map)
  switch (saying.do) {
    case 'start':
      return ['POST', path, { anchor: saying.anchor, text: saying.text }]
    case 'reply':
      return ['POST', `${path}/${saying.thread}/replies`, { text: saying.text }]
    case 'rewrite':
      return ['PUT', `${path}/${saying.thread}/said/${saying.comment}`, { text: saying.text }]
    case 'erase':
      return ['DELETE', `${path}/${saying.thread}/said/${saying.comment}`]
    case 'settle':
      return ['PUT', `${path}/${saying.thread}/state`, { state: saying.state }]
  }
}

const pendingComment = (text: string): SaidComment => {
  const name = declaredName()
  return {
    id: `pending ${text}`,
    at: new Date().toISOString(),
    by: '',
    ...(name !== '' && { signed: name }),
    text,
    mentions: [],
    pending: true,
  }
}

const withComments = (threads: Threads, id: string, change: (comments: readonly SaidComment[]) => SaidComment[]) =>
  threads.map((thread) => (thread.id === id ? { ...thread, comments: change(thread.comments) } : thread))

/** The threads as they will be once the server has answered. */
const foreseen = (threads: Threads, saying: Saying): Threads => {
  switch (saying.do) {
    case 'start': {
      const comments = [pendingComment(saying.text)]
      return [...threads, { id: 'pending', anchor: saying.anchor, resolved: false, comments, turns: [] }]
    }
    case 'reply':
      return withComments(threads, saying.thread, (comments) => [...comments, pendingComment(saying.text)])
    case 'rewrite':
      return withComments(threads, saying.thread, (comments) =>
        comments.map((comment) =>
          comment.id === saying.comment ? { ...comment, text: saying.text, pending: true } : comment,
        ),
      )
    case 'erase':
      return withComments(threads, saying.thread, (comments) =>
        comments.map((comment) => (comment.id === saying.comment ? { ...comment, pending: true } : comment)),
      )
    case 'settle':
      return threads.map((thread) =>
        thread.id === saying.thread ? { ...thread, resolved: saying.state === 'resolved' } : thread,
      )
  }
}

/** Says something at once on the screen, then to the server; what it refuses goes back to how it was. */
export const useSay = (map: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (saying: Saying) => {
      const [method, path, body] = requestOf(map, saying)
      return send<ShownThread>(method, path, language, body)
    },
    onMutate: async (saying) => {
      await answers.cancelQueries({ queryKey: keyOf(map) })
      const before = answers.getQueryData<Threads>(keyOf(map))
      answers.setQueryData<Threads>(keyOf(map), (threads) => foreseen(threads ?? [], saying))
      return { before }
    },
    onError: (_problem, _saying, kept) => answers.setQueryData(keyOf(map), kept?.before),
    onSettled: () => answers.invalidateQueries({ queryKey: keyOf(map) }),
  })
}

/** Gives a name to the server, so that others can mention it. */
export const useGiveName = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => send<{ names: readonly string[] }>('POST', '/api/names', language, { name }),
    onSuccess: ({ names }) => answers.setQueryData(['names'], names),
  })
}
