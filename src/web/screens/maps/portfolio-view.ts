/** How the portfolio is shown, as its address says. */
export const RANKS = [
  'title',
  'instances',
  'success',
  'dropoff',
  'time',
  'satisfaction',
  'conformance',
  'design',
  'data',
] as const
export type Rank = (typeof RANKS)[number]

export interface PortfolioView {
  readonly as?: 'table'
  readonly text?: string
  readonly status?: string
  readonly state?: string
  readonly level?: string
  readonly owner?: string
  readonly persona?: string
  readonly channel?: string
  readonly stale?: true
  readonly rank?: Rank
}

const TEXTS = ['text', 'status', 'state', 'level', 'owner', 'persona', 'channel'] as const

export const portfolioView = (search: Readonly<Record<string, unknown>>): PortfolioView => {
  const texts = TEXTS.flatMap((name) => {
    const value = search[name]
    return typeof value === 'string' && value !== '' && value.length <= 200 ? [[name, value] as const] : []
  })
  const rank = RANKS.find((one) => one === search.rank)
  return {
    ...Object.fromEntries(texts),
    ...(search.as === 'table' && { as: 'table' as const }),
    ...((search.stale === true || search.stale === 'true') && { stale: true as const }),
    ...(rank && { rank }),
  }
}

/** Which maps are set side by side: ids, or ids with a revision (`cuisine@3`); two to four. */
export interface CompareView {
  readonly of?: string
}

export const compareView = (search: Readonly<Record<string, unknown>>): CompareView =>
  typeof search.of === 'string' && search.of.length <= 1_000 ? { of: search.of } : {}

export const comparedIn = ({ of = '' }: CompareView): readonly { readonly id: string; readonly revision?: number }[] =>
  of
    .split(',')
    .filter((part) => part !== '')
    .slice(0, 4)
    .map((part) => {
      const [, id = part, revision] = /^(.*)@(\d{1,9})$/.exec(part) ?? []
      return revision === undefined ? { id } : { id, revision: Number(revision) }
    })
