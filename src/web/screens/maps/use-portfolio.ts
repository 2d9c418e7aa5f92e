import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Lived } from '../../../journeys/index.ts'
import { type Rate, rate } from '../../../kernel/index.ts'
import type { MapStatus } from '../../../maps/index.ts'
import { ask, send } from '../../ask.ts'
import { FEWEST_SHOWN } from '../../kit/fewest.ts'
import { useLanguage } from '../../words/language.tsx'

export interface Entry {
  readonly id: string
  readonly title: string
  readonly revision: number
  readonly approved: number | null
  readonly status: MapStatus
  readonly at: string
  readonly state: 'current' | 'target'
  readonly level: 'lifecycle' | 'journey' | 'sub_journey'
  readonly parent: string | null
  readonly personas: readonly string[]
  /** What the map calls them, in the reader's language; by their ids. */
  readonly personaTitles: Readonly<Record<string, string>>
  readonly channels: readonly string[]
  readonly stages: readonly {
    readonly title: string
    readonly phase: string
    readonly touchpoints: number
    readonly measured: number
  }[]
  readonly owner: { readonly owner: string | null; readonly at: string; readonly signed?: string } | null
}

/** Every map with its shape, level, state and owner. */
export const usePortfolio = (enabled = true) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['maps', 'portfolio', language],
    queryFn: async ({ signal }) => (await ask<{ items: readonly Entry[] }>('/api/portfolio', language, signal)).items,
    enabled,
  })
}

/** What is lived on a map, in the figures by which maps are ranked. */
export interface MapFigures {
  readonly asOf: string
  readonly instances: number
  readonly open: number
  readonly success: Rate
  /** Of the stage where most stop. */
  readonly dropOff: Rate | null
  readonly medianSeconds: number | null
  /** The times given to the stages together. */
  readonly expectedSeconds: number | null
  readonly satisfaction: Lived['satisfaction'][number] | null
  readonly fitness: number | null
}

const sumOf = (values: readonly (number | null)[]): number | null =>
  values.some((value) => value !== null) ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0) : null

export const figuresOf = (lived: Lived): MapFigures => {
  const { succeeded, abandoned, total, open } = lived.instances
  const [worst] = [...lived.stages].sort((a, b) => (b.dropOff.value ?? -1) - (a.dropOff.value ?? -1))
  const [most] = [...lived.satisfaction].filter(({ value }) => value !== null).sort((a, b) => b.n - a.n)
  return {
    asOf: lived.asOf,
    instances: total,
    open,
    success: rate(succeeded, succeeded + abandoned, FEWEST_SHOWN),
    dropOff: worst && worst.dropOff.value !== null ? worst.dropOff : null,
    medianSeconds: lived.duration.medianSeconds,
    expectedSeconds: sumOf(lived.stages.map(({ expectedSeconds }) => expectedSeconds)),
    satisfaction: most ?? null,
    fitness: lived.conformance.fitness,
  }
}

const livedQuery = (id: string, language: 'fr' | 'en', revision?: number) => ({
  queryKey: ['lived', id, language, 'figures', revision ?? 'last'],
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    const asked = new URLSearchParams({ minN: String(FEWEST_SHOWN), top: '0' })
    if (revision !== undefined) asked.set('revision', String(revision))
    return ask<Lived>(`/api/maps/${encodeURIComponent(id)}/lived?${asked}`, language, signal)
  },
})

/** The lived figures of some maps: each comes as soon as it is worked out. */
export const useFigures = (ids: readonly string[]): ReadonlyMap<string, MapFigures> => {
  const { language } = useLanguage()
  const all = useQueries({
    queries: ids.map((id) => livedQuery(id, language)),
    combine: (results) => results.map(({ data }) => data),
  })
  return useMemo(
    () => new Map(ids.flatMap((id, at) => (all[at] ? [[id, figuresOf(all[at])] as const] : []))),
    [ids, all],
  )
}

/** What was lived of one map, or of one of its revisions. */
export const useLivedOf = (asked: readonly { readonly id: string; readonly revision?: number }[]) => {
  const { language } = useLanguage()
  return useQueries({ queries: asked.map(({ id, revision }) => livedQuery(id, language, revision)) })
}

export const useNameOwner = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: ({ id, owner }: { id: string; owner: string | null }) =>
      send('PUT', `/api/maps/${encodeURIComponent(id)}/owner`, language, { owner }),
    onSettled: () => answers.invalidateQueries({ queryKey: ['maps', 'portfolio'] }),
  })
}
