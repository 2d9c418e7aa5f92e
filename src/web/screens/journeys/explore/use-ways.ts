import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import {
  type DropOff,
  type Flow,
  type FlowQuestion,
  flowFrom,
  flowText,
  type Times,
  type VariantsPage,
} from '../../../../explorations/index.ts'
import { ask } from '../../../ask.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { useLanguage } from '../../../words/language.tsx'
import { type Filters, filterQuery } from '../filters.ts'

const path = (id: string, what: string, query: URLSearchParams) =>
  `/api/maps/${encodeURIComponent(id)}/${what}?${query}`

/** Where the api gives a flow, or what it says of a stage's drop-off: to take away. */
export const flowAddress = (id: string, filters: Filters, question: FlowQuestion): string => {
  const asked = filterQuery(filters)
  for (const [name, value] of Object.entries(question)) if (value !== undefined) asked.set(name, String(value))
  return path(id, 'flow', asked)
}

export const dropOffAddress = (id: string, filters: Filters, stage: string): string => {
  const asked = filterQuery(filters)
  asked.set('stage', stage)
  return path(id, 'drop-off', asked)
}

/** Paths that flow from a place or to it. */
export const useFlow = (id: string, filters: Filters, question: FlowQuestion) => {
  const { language } = useLanguage()
  const asked = filterQuery(filters)
  for (const [name, value] of Object.entries(question)) asked.set(name, String(value))
  return useQuery({
    queryKey: ['lived', id, 'flow', asked.toString()],
    queryFn: ({ signal }) => ask<Flow>(path(id, 'flow', asked), language, signal),
    placeholderData: (last) => last,
  })
}

export const useTimes = (id: string, filters: Filters) => {
  const { language } = useLanguage()
  const asked = filterQuery(filters)
  asked.set('minN', String(FEWEST_SHOWN))
  return useQuery({
    queryKey: ['lived', id, 'times', asked.toString()],
    queryFn: ({ signal }) => ask<Times>(path(id, 'times', asked), language, signal),
    placeholderData: (last) => last,
  })
}

export const useDropOff = (id: string, filters: Filters, stage: string) => {
  const { language } = useLanguage()
  const asked = filterQuery(filters)
  asked.set('stage', stage)
  asked.set('minN', String(FEWEST_SHOWN))
  return useQuery({
    queryKey: ['lived', id, 'drop-off', asked.toString()],
    queryFn: ({ signal }) => ask<DropOff>(path(id, 'drop-off', asked), language, signal),
    placeholderData: (last) => last,
    enabled: stage !== '',
  })
}

export interface VariantsAsked {
  readonly contains?: string
  readonly starts?: string
  readonly ends?: string
  readonly order: 'journeys' | 'success' | 'time' | 'length'
}

const PAGE = 100

/** Every way, a page at a time as one scrolls. */
export const useVariants = (id: string, filters: Filters, { order, ...kept }: VariantsAsked) => {
  const { language } = useLanguage()
  const asked = filterQuery(filters)
  asked.set('order', order)
  for (const [name, value] of Object.entries(kept)) if (value) asked.set(name, value)
  asked.set('minN', String(FEWEST_SHOWN))
  asked.set('limit', String(PAGE))
  return useInfiniteQuery({
    queryKey: ['lived', id, 'variants', asked.toString()],
    queryFn: ({ signal, pageParam }) => {
      const page = new URLSearchParams(asked)
      page.set('after', String(pageParam))
      return ask<VariantsPage>(path(id, 'variants', page), language, signal)
    },
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    placeholderData: (last) => last,
  })
}

const FIRST: FlowQuestion = { anchor: 'start', at: '', direction: 'from', depth: 5, perStep: 5, offMap: false }

/** The question of the flow that the address asks, and how to ask another. */
export const useFlowQuestion = () => {
  const search = useSearch({ from: '/maps/$map' })
  const navigate = useNavigate({ from: '/maps/$map' })
  const question = (search.flow === undefined ? undefined : flowFrom(search.flow)) ?? FIRST
  const beside = search.beside === true
  const change = (
    changes: { readonly [Name in keyof FlowQuestion]?: FlowQuestion[Name] | undefined },
    nowBeside = beside,
  ) => {
    const { status, ...next } = { ...question, ...changes }
    const asked = { ...next, ...(status && { status }) } as FlowQuestion
    void navigate({
      search: ({ beside: _, ...before }) => ({ ...before, flow: flowText(asked), ...(nowBeside && { beside: true }) }),
    })
  }
  return { question, beside, change }
}
