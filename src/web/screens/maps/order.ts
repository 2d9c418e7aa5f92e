import type { PortfolioView, Rank } from './portfolio-view.ts'
import type { Entry, MapFigures } from './use-portfolio.ts'

/** A map that nobody has touched for so long may no longer say what is done. */
export const STALE_DAYS = 180

const DAY_MS = 86_400_000

export const isStale = ({ at }: Entry, now: number): boolean => now - Date.parse(at) > STALE_DAYS * DAY_MS

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The maps that the address asks for. */
export const kept = (entries: readonly Entry[], view: PortfolioView, now: number): readonly Entry[] => {
  const wanted = folded(view.text ?? '')
  return entries.filter(
    (entry) =>
      (wanted === '' || folded(`${entry.title} ${entry.id} ${entry.owner?.owner ?? ''}`).includes(wanted)) &&
      (view.status === undefined ? entry.status !== 'archived' : entry.status === view.status) &&
      (view.state === undefined || entry.state === view.state) &&
      (view.level === undefined || entry.level === view.level) &&
      (view.owner === undefined || (entry.owner?.owner ?? '–') === view.owner) &&
      (view.persona === undefined || entry.personas.includes(view.persona)) &&
      (view.channel === undefined || entry.channels.includes(view.channel)) &&
      (view.stale === undefined || isStale(entry, now)),
  )
}

const MEASURES: Readonly<Record<Exclude<Rank, 'title'>, (entry: Entry, figures?: MapFigures) => number | null>> = {
  instances: (_, figures) => figures?.instances ?? null,
  success: (_, figures) => figures?.success.value ?? null,
  dropoff: (_, figures) => figures?.dropOff?.value ?? null,
  time: (_, figures) =>
    figures?.medianSeconds != null && figures.expectedSeconds ? figures.medianSeconds / figures.expectedSeconds : null,
  satisfaction: (_, figures) => figures?.satisfaction?.value ?? null,
  conformance: (_, figures) => figures?.fitness ?? null,
  design: (entry) => Date.parse(entry.at),
  data: (_, figures) => (figures ? Date.parse(figures.asOf) : null),
}

/** In the order asked for, the highest first; what is not known comes last. */
export const ranked = (
  entries: readonly Entry[],
  rank: Rank,
  figures: ReadonlyMap<string, MapFigures>,
): readonly Entry[] => {
  const byTitle = (a: Entry, b: Entry) => a.title.localeCompare(b.title, 'fr')
  if (rank === 'title') return [...entries].sort(byTitle)
  const value = (entry: Entry) => MEASURES[rank](entry, figures.get(entry.id)) ?? Number.NEGATIVE_INFINITY
  return [...entries].sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    return x === y ? byTitle(a, b) : y - x
  })
}

/** A map in its hierarchy, with how deep it lies. */
export interface Placed {
  readonly entry: Entry
  readonly depth: number
}

/** Parents before what is a part of them, each level in the given order. A map whose parent is not shown stands for itself. */
export const asTree = (entries: readonly Entry[]): readonly Placed[] => {
  const ids = new Set(entries.map(({ id }) => id))
  const placed: Placed[] = []
  const seen = new Set<string>()
  const place = (entry: Entry, depth: number): void => {
    if (seen.has(entry.id)) return
    seen.add(entry.id)
    placed.push({ entry, depth })
    for (const child of entries) if (child.parent === entry.id) place(child, depth + 1)
  }
  for (const entry of entries) if (entry.parent === null || !ids.has(entry.parent)) place(entry, 0)
  // Maps that are each other's parents would be lost.
  for (const entry of entries) place(entry, 0)
  return placed
}
