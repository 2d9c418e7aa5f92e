import { CHANNELS, type ChannelKind } from '../events/index.ts'
import { METRICS, SCALES } from '../feedback/index.ts'
import { eachAnswer, eachTouch, type Followed, type JourneyRules, type Lived, STATUS } from '../journeys/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'

/** A touchpoint as one person lived it. */
export interface Touch {
  readonly touchpoint: number
  readonly channel: string
  readonly at: Instant
}

/** An answer with its score brought to 0 (worst) … 1 (best). */
export interface Answer {
  readonly touchpoint: number
  readonly metric: number
  readonly score: number
  readonly ease: number
}

/** One instance, ready to be looked at. */
export interface Life {
  readonly touches: readonly Touch[]
  readonly answers: readonly Answer[]
  readonly succeeded: boolean
  /** Ended, whichever way. */
  readonly ended: boolean
}

/** Of how many lives a thing was true, where it could have been. */
export interface Share {
  readonly num: number
  readonly den: number
}

/** Journeys that ended, and how many of them succeeded. */
interface Ended {
  readonly ended: number
  readonly succeeded: number
}

/** Of a touchpoint: the journeys that lived it, and those that reached its stage without it. */
interface LivedOrNot {
  readonly lived: Ended
  readonly others: Ended
}

/** What is counted of some lives, touchpoint by touchpoint; parts of all people add up. */
export interface SeenCounts {
  readonly detours: Readonly<Record<Detour, readonly Share[]>>
  readonly success: readonly LivedOrNot[]
  /** The lives in which anything was answered: few, beside all. */
  readonly answered: readonly Life[]
}

type Detour = 'bounces' | 'contacts' | 'loops'

/** What the detectors look at: the map, the answer of `lived`, and what was counted of every life. */
export interface Seen extends SeenCounts {
  readonly map: JourneyMap
  readonly lived: Lived
  readonly rules: JourneyRules
  /** Every answer, and those about each touchpoint with the life that they were given in. */
  readonly answers: readonly Answer[]
  readonly answersAbout: readonly (readonly { readonly life: Life; readonly answer: Answer }[])[]
  kindOf(channel: string): ChannelKind | undefined
}

const easeOf = (metric: number, score: number): number => {
  const [worst, best] = SCALES[METRICS[metric] ?? 'csat']
  return (score - worst) / (best - worst)
}

export const kindsOf =
  (map: JourneyMap) =>
  (channel: string): ChannelKind | undefined =>
    map.channels?.[channel]?.kind ?? (CHANNELS as Record<string, ChannelKind | undefined>)[channel]

/** Calls back for each life of some journeys, ready to be looked at. */
export const eachLife = ({ table, instances }: Followed, on: (life: Life) => void): void => {
  const answers = new Map<number, Answer[]>()
  eachAnswer(table, instances, (i, touchpoint, metric, score) => {
    const given = answers.get(i) ?? []
    answers.set(i, given)
    given.push({ touchpoint, metric, score, ease: easeOf(metric, score) })
  })
  for (let i = 0; i < instances.count; i++) {
    const touches: Touch[] = []
    eachTouch(table, instances, i, (touchpoint, e) => {
      touches.push({ touchpoint, channel: table.channels[table.channel[e] ?? 0] ?? '', at: table.at[e] ?? 0 })
    })
    on({
      touches,
      answers: answers.get(i) ?? [],
      succeeded: instances.status[i] === STATUS.succeeded,
      ended: instances.status[i] !== STATUS.open,
    })
  }
}

/** What is counted of lives of all parts, in their order, laid out once for all detectors. */
export const seeLives = (
  { map, rules }: Pick<Followed, 'map' | 'rules'>,
  parts: readonly SeenCounts[],
  lived: Lived,
): Seen => {
  const answered = parts.flatMap((part) => part.answered)
  const answersAbout = map.touchpoints.map((): { life: Life; answer: Answer }[] => [])
  for (const life of answered)
    for (const answer of life.answers) answersAbout[answer.touchpoint]?.push({ life, answer })
  const sum = (of: (part: SeenCounts) => number | undefined) => parts.reduce((all, part) => all + (of(part) ?? 0), 0)
  const shares = (detour: Detour) =>
    map.touchpoints.map((_, t) => ({
      num: sum(({ detours }) => detours[detour][t]?.num),
      den: sum(({ detours }) => detours[detour][t]?.den),
    }))
  const ended = (t: number, side: keyof LivedOrNot): Ended => ({
    ended: sum(({ success }) => success[t]?.[side].ended),
    succeeded: sum(({ success }) => success[t]?.[side].succeeded),
  })
  return {
    map,
    lived,
    rules,
    detours: { bounces: shares('bounces'), contacts: shares('contacts'), loops: shares('loops') },
    success: map.touchpoints.map((_, t) => ({ lived: ended(t, 'lived'), others: ended(t, 'others') })),
    answered,
    answers: answered.flatMap((life) => life.answers),
    answersAbout,
    kindOf: kindsOf(map),
  }
}
