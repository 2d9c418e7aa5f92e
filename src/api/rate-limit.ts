import type { Instant } from '../kernel/index.ts'

/** How much one caller may ask: `burst` at once, then as many as come back in `within` milliseconds. */
export interface Allowance {
  readonly burst: number
  readonly within: number
}

/** Counts what each caller asks. */
export interface RateLimit {
  /** Takes one; where none is left, the seconds until there is one. */
  take(caller: string, now: Instant): number | undefined
}

/** Callers remembered at most: whoever makes up addresses fills no memory. */
const MOST_CALLERS = 20_000

/** A bucket a caller, refilled steadily; the one that asked longest ago is forgotten first. */
export const createRateLimit = ({ burst, within }: Allowance): RateLimit => {
  const buckets = new Map<string, { left: number; at: Instant }>()
  const each = within / burst
  return {
    take: (caller, now) => {
      const { left, at } = buckets.get(caller) ?? { left: burst, at: now }
      const filled = Math.min(burst, left + Math.max(0, now - at) / each)
      buckets.delete(caller)
      buckets.set(caller, { left: filled >= 1 ? filled - 1 : filled, at: now })
      if (buckets.size > MOST_CALLERS) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break
      return filled >= 1 ? undefined : Math.ceil(((1 - filled) * each) / 1000)
    },
  }
}

/** One household or one room of people: an IPv4 address, or the /64 that an IPv6 network hands out freely. */
export const callerOf = (address: string): string => {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (v4 !== undefined) return v4
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length)
  return [...front, ...Array.from({ length: zeros }, () => '0'), ...back].slice(0, 4).join(':')
}
