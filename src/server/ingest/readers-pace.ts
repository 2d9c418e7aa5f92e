/** How fast readers go through the log, as last seen: from it, when there will be room again for who writes. */
export interface ReadersPace {
  /** Where the last of them stands, at an instant of a steady clock in milliseconds. */
  saw(position: number, at: number): void
  /** In how many seconds they will have passed `bytes` more. */
  secondsFor(bytes: number): number
}

/** What was seen longer ago says little of now. */
const SPAN = 5_000
/** Less than this tells no speed: the next look may find them further. */
const LEAST = 500
const LONGEST = 60

export const createReadersPace = (): ReadersPace => {
  let seen: { readonly position: number; readonly at: number }[] = []
  return {
    saw(position, at) {
      seen = [...seen.filter((one) => at - one.at <= SPAN), { position, at }]
    },
    secondsFor(bytes) {
      const [first, last] = [seen[0], seen.at(-1)]
      if (!first || !last || last.at - first.at < LEAST) return 1
      const pace = (last.position - first.position) / (last.at - first.at)
      return Math.min(LONGEST, Math.max(1, Math.ceil(bytes / pace / 1000)))
    },
  }
}
