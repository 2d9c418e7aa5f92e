/** Requests that were read and are not answered yet, in the order in which they came. */
export interface WaitingLine {
  /**
   * In how many seconds a request of so many bytes is to come again; undefined where it may come in. Who came first has
   * waited for as long as a newcomer would: that, and not a number of requests, is what is bounded, on any disk.
   */
  turnsAway(bytes: number): number | undefined
  /** Takes a place; gives what to call once it is answered. */
  enter(bytes: number): () => void
}

export interface WaitingLineOptions {
  /** Milliseconds, of a clock that never goes back. */
  readonly now: () => number
  /** The longest wait that is borne, in milliseconds. */
  readonly longest: number
}

/** Long enough to tell a speed, short enough to be of now. Milliseconds. */
const SPAN = 250
/** What is reckoned further ahead is worth little: whoever comes then may be told again. Seconds. */
const LONGEST_AWAY = 10

export const createWaitingLine = ({ now, longest }: WaitingLineOptions): WaitingLine => {
  const line = new Set<{ readonly since: number; readonly bytes: number }>()
  let inLine = 0
  /** Bytes a millisecond, as lately answered while others waited. */
  let speed = 0
  let span = { since: 0, answered: 0 }
  /** Bytes that were turned away and will come again, and when that was reckoned: room is kept for them in their order. */
  let away = { bytes: 0, at: 0 }

  const oldest = () => line.values().next().value
  const paceAt = (at: number, waited: number): number => {
    if (span.answered > 0 && at - span.since >= SPAN) {
      speed = span.answered / (at - span.since)
      span = { since: at, answered: 0 }
    }
    return speed || inLine / waited
  }

  return {
    turnsAway(bytes) {
      const at = now()
      const first = oldest()
      if (first === undefined || at - first.since <= longest) return undefined
      const pace = paceAt(at, at - first.since)
      away = { bytes: Math.max(0, away.bytes - (at - away.at) * pace) + bytes, at }
      const seconds = Math.ceil((inLine + away.bytes) / pace / 1000)
      return Math.min(LONGEST_AWAY, Math.max(1, seconds))
    },
    enter(bytes) {
      const at = now()
      if (line.size === 0) span = { since: at, answered: 0 }
      const place = { since: at, bytes }
      line.add(place)
      inLine += bytes
      return () => {
        if (!line.delete(place)) return
        inLine -= bytes
        span = { ...span, answered: span.answered + bytes }
      }
    },
  }
}
