import { type Rate, SECOND } from '../kernel/index.ts'
import {
  addedShares,
  clusteredShare,
  joinOwned,
  medianOver,
  type Owned,
  type ShareSums,
  shareSums,
} from '../statistics/index.ts'
import { counts, type FunnelStep, medianIn, stepBefore } from './funnel.ts'
import { type Followed, type FunnelQuestion, timedUntil } from './funnel-question.ts'

/** What the numbers of a step rest on, over people who have several cases each. */
interface StepOfPeople {
  readonly ofFirst: ShareSums
  readonly ofPrevious: ShareSums
  readonly dropOff: ShareSums
  /** From the step before that was reached, in seconds. */
  readonly waits: Owned
}

/** Whose the cases are, and when their events were. */
interface Whose {
  readonly people: ArrayLike<number>
  readonly at: ArrayLike<number>
}

const waitsOf = ({ events }: Followed, size: number, step: number, { people, at }: Whose): Owned => {
  const [values, owners]: [number[], number[]] = [[], []]
  for (let c = 0; c < people.length; c++) {
    const event = events[c * size + step] ?? -1
    let before = step - 1
    while (before >= 0 && (events[c * size + before] ?? -1) < 0) before--
    if (event < 0 || before < 0) continue
    values.push(((at[event] ?? 0) - (at[events[c * size + before] ?? 0] ?? 0)) / SECOND)
    owners.push(people[c] ?? 0)
  }
  return { values: Float64Array.from(values), people: Float64Array.from(owners) }
}

/** Counts what each person's cases did. */
export const countPeople = (followed: Followed, question: FunnelQuestion, whose: Whose): StepOfPeople[] => {
  const { reached, events, open } = followed
  const { steps } = question
  const size = steps.length
  const isAt = (c: number, step: number) => counts(events, c * size, size, step, steps[step]?.optional === true)
  const sums = (is: (c: number) => boolean, among: (c: number) => boolean): ShareSums =>
    shareSums({ people: whose.people, label: (c) => (is(c) ? 0 : -1), within: (c) => (among(c) ? 0 : -1) })
  return steps.map((_, step) => {
    const before = stepBefore(steps, step)
    const isOpen = (c: number) => open[c] === 1 && reached[c] === step + 1
    const isTimed = timedUntil(question) !== undefined && step < size - 1
    const isHere = (c: number) => isAt(c, step)
    return {
      ofFirst: sums(isHere, (c) => isAt(c, 0)),
      ofPrevious: sums(isHere, (c) => isAt(c, before)),
      dropOff: sums(
        (c) => reached[c] === step + 1 && !isOpen(c),
        (c) => isTimed && isHere(c) && !isOpen(c),
      ),
      waits: waitsOf(followed, size, step, whose),
    }
  })
}

/** A rate of other cases than these is told as it is: of a step that may be skipped not all who got further are. */
const told = (rate: Rate, sums: readonly ShareSums[]): Rate => {
  const over = clusteredShare(addedShares(sums))
  return over.num === rate.num && over.den === rate.den ? over : rate
}

/** The steps with the intervals of people's: what one of them does several times is not independent. */
export const overPeople = (steps: readonly FunnelStep[], parts: readonly (readonly StepOfPeople[])[]): FunnelStep[] =>
  steps.map((one, step) => {
    const mine = parts.flatMap((part) => part[step] ?? [])
    const median = medianOver(joinOwned(mine.map(({ waits }) => waits)))
    return {
      ...one,
      ofFirst: told(
        one.ofFirst,
        mine.map(({ ofFirst }) => ofFirst),
      ),
      ofPrevious: told(
        one.ofPrevious,
        mine.map(({ ofPrevious }) => ofPrevious),
      ),
      dropOff: told(
        one.dropOff,
        mine.map(({ dropOff }) => dropOff),
      ),
      ...(median.n === one.timed && medianIn(median)),
    }
  })
