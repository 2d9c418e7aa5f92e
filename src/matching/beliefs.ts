import { unreachable } from '../kernel/index.ts'
import { type Shared, sharedBy } from './homes.ts'
import type { Role } from './normalise.ts'

/** Where someone lives, said several times: agreement counts once. */
export const PLACES: ReadonlySet<Role> = new Set<Role>(['city', 'postcode', 'region'])

/** What is believed of a column before any pair of it is seen. */
export interface Belief {
  readonly shared: Shared
  readonly place: boolean
  /** How often two records of one person agree at each level. */
  readonly agree: readonly number[]
  /** How often two strangers agree at each level, at least: what was never met among few is not impossible. */
  readonly chance: readonly number[]
  /** How often they are quite different at most: where they seem to be oftener, others were taken for one person. */
  readonly differ: number
}

/**
 * Rounded from what is true of pairs of one person in sets where that is known (people of Australia and of England, and
 * our own invented French customers and companies). It weighs as much as `BELIEF` matches: much for a file of some
 * hundred records, nothing for a large one.
 */
const agreeing = (role: Role): readonly [agree: readonly number[], differ: number] => {
  switch (role) {
    case 'given-name':
      return [[0.08, 0.07, 0.09, 0.15, 0.61], 0.12]
    case 'surname':
      return [[0.08, 0.01, 0.03, 0.22, 0.66], 0.3]
    case 'full-name':
      return [[0.04, 0.06, 0.2, 0.35, 0.35], 0.15]
    case 'birth-date':
      return [[0.08, 0.05, 0.04, 0.09, 0.74], 0.35]
    case 'gender':
      return [[0.03, 0, 0, 0, 0.97], 0.1]
    case 'email':
      return [[0.12, 0.01, 0.07, 0.2, 0.6], 0.6]
    case 'phone':
      return [[0.15, 0, 0.02, 0.08, 0.75], 0.6]
    case 'address':
      return [[0.15, 0.01, 0.04, 0.16, 0.64], 0.6]
    case 'street-number':
      return [[0.12, 0, 0.02, 0.06, 0.8], 0.6]
    case 'city':
      return [[0.1, 0, 0.02, 0.18, 0.7], 0.5]
    case 'postcode':
      return [[0.08, 0.03, 0.04, 0.12, 0.73], 0.5]
    case 'region':
      return [[0.08, 0, 0, 0, 0.92], 0.5]
    case 'number':
      return [[0.1, 0, 0.02, 0.08, 0.8], 0.6]
    case 'text':
      return [[0.25, 0.03, 0.04, 0.1, 0.58], 0.6]
    default:
      return unreachable(role)
  }
}

/** A third and less of what strangers were found to do in those sets; exact agreement is told by the values themselves. */
const leastByChance = (role: Role): readonly number[] => {
  switch (role) {
    case 'given-name':
      return [0, 1e-4, 0.005, 0.001, 0]
    case 'surname':
      return [0, 0, 0.003, 4e-4, 0]
    case 'full-name':
      return [0, 0.003, 1e-4, 1e-5, 0]
    case 'birth-date':
      return [0, 1e-3, 0.02, 5e-4, 0]
    case 'email':
      return [0, 1e-5, 1e-5, 1e-5, 0]
    case 'address':
    case 'text':
      return [0, 0.002, 3e-4, 2e-5, 0]
    case 'city':
      return [0, 0, 0.001, 3e-4, 0]
    case 'postcode':
      return [0, 0.003, 0.002, 0.001, 0]
    case 'phone':
    case 'number':
    case 'street-number':
    case 'region':
    case 'gender':
      return [0, 0, 1e-6, 1e-6, 0]
    default:
      return unreachable(role)
  }
}

export const beliefOf = (role: Role): Belief => {
  const [agree, differ] = agreeing(role)
  return { shared: sharedBy(role), place: PLACES.has(role), agree, differ, chance: leastByChance(role) }
}
