import type { Loader } from './loader.ts'

/** What the engine does by itself between questions: it merges the parts that blocks leave behind. */
export interface Housekeeping {
  stop(): Promise<void>
}

export interface HousekeepingOptions {
  readonly loader: Pick<Loader, 'status'>
  /** Lets the engine merge parts, or has it wait. */
  readonly merges: (allowed: boolean) => Promise<void>
  readonly now: () => number
  readonly rule?: Partial<Rule>
}

/** Milliseconds, but for `mostParts`. */
export interface Rule {
  /** A command that asks one question has ended by then: merging would only slow it. */
  readonly grace: number
  /** This long after the last full block, a bulk load is over. */
  readonly calm: number
  /** So many blocks may wait unmerged: the engine slows inserts down at a thousand parts. */
  readonly mostParts: number
  /** How long merging then goes on beside the load. */
  readonly relief: number
}

const RULE: Rule = { grace: 15_000, calm: 5_000, mostParts: 150, relief: 60_000 }

/** What the rule looks at, in milliseconds of one clock and in blocks. */
export interface Situation {
  readonly now: number
  readonly started: number
  /** When the loader was last seen to be behind by a block or more. */
  readonly lastBehind: number
  /** When merging was last let go for the number of parts. */
  readonly relievedAt: number
  readonly partsHeld: number
}

/**
 * Whether parts may be merged now. Merging costs nearly as much processor time as loading did: it waits until a bulk
 * load is over and until a command that asks one question has had its answer, unless too many parts have gathered.
 */
export const mergesAllowed = (situation: Situation, rule: Rule = RULE): boolean => {
  const { now, started, lastBehind, relievedAt, partsHeld } = situation
  if (partsHeld >= rule.mostParts || now - relievedAt < rule.relief) return true
  return now - started >= rule.grace && now - lastBehind >= rule.calm
}

/** Looks every half second, and tells the engine when the answer changes. */
export const startHousekeeping = async ({ loader, merges, now, rule }: HousekeepingOptions): Promise<Housekeeping> => {
  const settled = { ...RULE, ...rule }
  const started = now()
  let [lastBehind, relievedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let blocksMerged = loader.status.blocks
  let allowed = false
  let turn = merges(false)
  const look = () => {
    const { blocks, position, end } = loader.status
    if (end > position) lastBehind = now()
    const partsHeld = allowed ? 0 : blocks - blocksMerged
    if (partsHeld >= settled.mostParts) relievedAt = now()
    const answer = mergesAllowed({ now: now(), started, lastBehind, relievedAt, partsHeld }, settled)
    if (allowed) blocksMerged = blocks
    if (answer === allowed) return
    allowed = answer
    // A refusal changes nothing but when parts are merged.
    turn = turn.then(() => merges(answer)).catch(() => undefined)
  }
  const timer = setInterval(look, 500)
  timer.unref()
  await turn.catch(() => undefined)
  return {
    async stop() {
      clearInterval(timer)
      await turn.catch(() => undefined)
    },
  }
}
