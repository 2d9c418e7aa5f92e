import { hidden } from '../events/index.ts'
import { METRICS, type Metric, SCALES } from '../feedback/index.ts'
import type { Instant } from '../kernel/index.ts'

/** The reserved events in which customers say something in their own words. */
export const SAYING = ['Survey Answered', 'Review Posted'] as const

/** A sentence that a customer said, as it was read. */
export interface Said {
  /** Position of the touchpoint that it is about in the map; `null` where nothing says which. */
  readonly about: number | null
  readonly at: Instant
  readonly event: string
  readonly channel: string
  readonly text: string
  /** As the source gives them. */
  readonly metric: string
  readonly score: number | null
}

export type Tone = 'negative' | 'neutral' | 'positive' | 'unknown'

/** A sentence ready to be shown: nobody can be recognised in it. */
export interface Verbatim {
  readonly text: string
  readonly at: Instant
  readonly channel: string
  readonly tone: Tone
  /** The score that came with it, on its metric’s scale; stars from 1 to 5 for a review. */
  readonly metric: Metric | 'stars' | null
  readonly score: number | null
}

/** What was said about one touchpoint. */
export interface Sayings {
  readonly touchpoint: string
  /** How many sentences there are in all. */
  readonly n: number
  /** The worst first, then the newest; none where they are too few for nobody to be recognised. */
  readonly verbatims: readonly Verbatim[]
}

const isMetric = (metric: string): metric is Metric => (METRICS as readonly string[]).includes(metric)

/** Where a score lies on its scale, from 0 to 1. */
const height = (metric: Verbatim['metric'], score: number): number => {
  const [low, high] = metric === 'stars' || metric === null ? [1, 5] : SCALES[metric]
  return (score - low) / (high - low)
}

const TONES: readonly (readonly [below: number, tone: Tone])[] = [
  [0.45, 'negative'],
  [0.7, 'neutral'],
  [Number.POSITIVE_INFINITY, 'positive'],
]

const verbatimOf = ({ text, at, channel, event, metric, score }: Said): Verbatim => {
  const scale = event === 'Review Posted' ? 'stars' : isMetric(metric) ? metric : null
  const known = score !== null && scale !== null
  const tone = known ? (TONES.find(([below]) => height(scale, score) < below)?.[1] ?? 'unknown') : 'unknown'
  return { text: hidden(text), at, channel, tone, metric: known ? scale : null, score: known ? score : null }
}

const ORDER: Readonly<Record<Tone, number>> = { negative: 0, neutral: 1, unknown: 2, positive: 3 }

/** What was said about each touchpoint: the most negative first, the newest among them, at most so many of each. */
export const sayings = (
  said: readonly Said[],
  touchpoints: readonly { readonly id: string }[],
  { most, minN }: { readonly most: number; readonly minN: number },
): readonly Sayings[] =>
  touchpoints.flatMap(({ id }, index): Sayings[] => {
    const mine = said.filter(({ about }) => about === index)
    if (mine.length === 0) return []
    const shown = mine
      .map(verbatimOf)
      .sort((a, b) => ORDER[a.tone] - ORDER[b.tone] || b.at - a.at || (a.text < b.text ? -1 : 1))
      // The same words are read once.
      .filter((each, place, all) => all.findIndex(({ text }) => text === each.text) === place)
    return [{ touchpoint: id, n: mine.length, verbatims: mine.length < minN ? [] : shown.slice(0, most) }]
  })
