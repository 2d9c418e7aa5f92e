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

/** What the detectors look at: the map, the answer of `lived`, and every life. */
export interface Seen {
  readonly map: JourneyMap
  readonly lived: Lived
  readonly rules: JourneyRules
  readonly lives: readonly Life[]
  /** Every answer, and those about each touchpoint with the life that they were given in. */
  readonly answers: readonly Answer[]
  readonly answersAbout: readonly (readonly { readonly life: Life; readonly answer: Answer }[])[]
  kindOf(channel: string): ChannelKind | undefined
}

const easeOf = (metric: number, score: number): number => {
  const [worst, best] = SCALES[METRICS[metric] ?? 'csat']
  return (score - worst) / (best - worst)
}

/** Lays out the lives of a table once for all detectors. */
export const seeLives = ({ map, table, rules, instances }: Followed, lived: Lived): Seen => {
  const answers: Answer[][] = Array.from({ length: instances.count }, () => [])
  eachAnswer(table, instances, (i, touchpoint, metric, score) => {
    answers[i]?.push({ touchpoint, metric, score, ease: easeOf(metric, score) })
  })
  const lives = answers.map((given, i): Life => {
    const touches: Touch[] = []
    eachTouch(table, instances, i, (touchpoint, e) => {
      touches.push({ touchpoint, channel: table.channels[table.channel[e] ?? 0] ?? '', at: table.at[e] ?? 0 })
    })
    return {
      touches,
      answers: given,
      succeeded: instances.status[i] === STATUS.succeeded,
      ended: instances.status[i] !== STATUS.open,
    }
  })
  const known = CHANNELS as Record<string, ChannelKind | undefined>
  const answersAbout = map.touchpoints.map((): { life: Life; answer: Answer }[] => [])
  for (const life of lives) for (const answer of life.answers) answersAbout[answer.touchpoint]?.push({ life, answer })
  return {
    map,
    lived,
    rules,
    lives,
    answers: answers.flat(),
    answersAbout,
    kindOf: (channel) => map.channels?.[channel]?.kind ?? known[channel],
  }
}
