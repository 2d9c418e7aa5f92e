import { iso } from '../kernel/index.ts'
import type { Explored } from './explored.ts'

/** The journeys that an answer is of, in words that an address can say again. */
export interface Scope {
  readonly asOf: string
  /** The period that was looked at, where one was asked for. */
  readonly from?: string
  readonly to?: string
}

export const scopeOf = ({ asOf, bounds }: Pick<Explored, 'asOf' | 'bounds'>): Scope => ({
  asOf: iso(asOf),
  ...(bounds?.from !== undefined && Number.isFinite(bounds.from) && { from: iso(bounds.from) }),
  ...(bounds?.to !== undefined && Number.isFinite(bounds.to) && { to: iso(bounds.to) }),
})
