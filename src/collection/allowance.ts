import type { SourceLimits } from './source.ts'

/** What a source has left to send: `tokens` at an instant (milliseconds of any steady clock). */
export interface Allowance {
  readonly tokens: number
  readonly at: number
}

/** Whether messages may pass, what is left then, and after how many seconds they may come again where they may not. */
export interface Admission {
  readonly passes: boolean
  readonly left: Allowance
  readonly wait: number
}

/**
 * A bucket of tokens, filled at `perSecond` up to `burst`. A request passes whole or comes again whole: one that is larger
 * than the burst passes when the bucket is full, and what follows waits for it.
 */
export const admit = (
  { perSecond, burst }: SourceLimits,
  former: Allowance | undefined,
  messages: number,
  now: number,
): Admission => {
  const filled = former ? former.tokens + (Math.max(0, now - former.at) / 1000) * perSecond : burst
  const tokens = Math.min(burst, filled)
  const wanted = Math.min(messages, burst)
  if (tokens >= wanted) return { passes: true, left: { tokens: tokens - messages, at: now }, wait: 0 }
  return { passes: false, left: { tokens, at: now }, wait: Math.ceil((wanted - tokens) / perSecond) }
}
