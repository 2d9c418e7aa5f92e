import type { CaseQuestion, CaseReader } from '../journeys/index.ts'
import { type Instant, MINUTE } from '../kernel/index.ts'

/** The sources that send what happens as it happens, and until when all of that has been heard. */
export interface Heard {
  readonly sources: readonly string[]
  readonly until: Instant
}

const EACH = 15 * MINUTE

/** What such sources have told by now: to the quarter of an hour, within which an answer stays the same. */
export const heardBy = (sources: readonly string[], now: Instant): Heard | undefined =>
  sources.length === 0 ? undefined : { sources, until: Math.floor(now / EACH) * EACH }

/** Those of them whose events are looked at. */
export const heardFrom = (heard: Heard | undefined, { source }: CaseQuestion['filter']): readonly string[] =>
  heard ? heard.sources.filter((name) => source === undefined || name === source) : []

/**
 * Until when the events of a question are known: the latest of them where they were imported; where one of its sources has
 * told anything as it happened, at least until then. `null` where there is none.
 */
export const knownUntil = async (
  reader: Pick<CaseReader, 'latest'>,
  question: CaseQuestion,
  heard: Heard | undefined,
): Promise<Instant | null> => {
  const latest = await reader.latest(question)
  if (!heard || latest === null || latest >= heard.until) return latest
  for (const source of heardFrom(heard, question.filter))
    if ((await reader.latest({ ...question, filter: { source } })) !== null) return heard.until
  return latest
}

/** As of when a question is told: what was asked, else when all of it is known, and never after its end. */
export const asOfWhen = (
  { asOf, filter }: { readonly asOf?: Instant; readonly filter: CaseQuestion['filter'] },
  until: Instant,
): Instant => asOf ?? Math.min(until, filter.to ?? until)
