import type { Instant } from '../kernel/index.ts'

/** Which of the values that were told of a trait holds: the latest, the most trusted source's, the longest. */
export const TRAIT_RULES = ['latest', 'trusted', 'longest'] as const
export type TraitRuleName = (typeof TRAIT_RULES)[number]

/** The owner's word on one trait. */
export interface TraitRule {
  readonly trait: string
  readonly rule: TraitRuleName
  /** For `trusted`: the sources, the most trusted first. A source that is not named comes after all that are. */
  readonly sources: readonly string[]
}

/** One value of a trait, by whom and when. */
export interface Telling {
  readonly value: string
  readonly source: string
  readonly at: Instant
}

const rankOf = ({ sources }: TraitRule, { source }: Telling): number => {
  const rank = sources.indexOf(source)
  return rank === -1 ? sources.length : rank
}

/** Whether a telling holds against another that came before it in order; where the rule leaves both, the later holds. */
const holds = (rule: TraitRule | undefined, one: Telling, other: Telling): boolean => {
  switch (rule?.rule) {
    case 'trusted':
      return rankOf(rule, one) <= rankOf(rule, other)
    case 'longest':
      return [...one.value].length >= [...other.value].length
    default:
      return true
  }
}

/** The telling that holds among some in order of time; undefined among none. */
export const survivor = (tellings: readonly Telling[], rule?: TraitRule): Telling | undefined =>
  tellings.reduce<Telling | undefined>(
    (held, telling) => (held === undefined || holds(rule, telling, held) ? telling : held),
    undefined,
  )
