import type { Role } from './normalise.ts'

/**
 * What agreement in a column can be explained by, other than one person: people of one home share a surname, an address
 * and a telephone; twins a birth date besides. What only one person has explains nothing but that person.
 */
export type Shared = 'by-nobody' | 'tells-apart' | 'at-home' | 'half-at-home' | 'by-twins'

const AT_HOME: ReadonlySet<Role> = new Set<Role>([
  'surname',
  'address',
  'street-number',
  'city',
  'postcode',
  'region',
  'phone',
])

export const sharedBy = (role: Role): Shared =>
  AT_HOME.has(role)
    ? 'at-home'
    : role === 'birth-date'
      ? 'by-twins'
      : role === 'given-name'
        ? 'tells-apart'
        : role === 'full-name'
          ? 'half-at-home'
          : 'by-nobody'

/** The whole names of two people of one home: the surname is the same, the given name seldom. */
const NAMES_AT_HOME = [0.17, 0.8, 0.015, 0.01, 0.005]

/** What of one person's agreement in a column two people of one home have as well, as odds; 0 where they are strangers in it. */
export const homely = (shared: Shared, m: ArrayLike<number> | undefined, level: number): number => {
  if (shared === 'at-home') return 1
  return shared === 'half-at-home' ? (NAMES_AT_HOME[level] ?? 0) / (m?.[level] || 1) : 0
}

/** Of two people of one home, how many were born on one day: twins are one birth in sixty, among brothers and sisters. */
export const TWINS = 0.03

/** How much likelier what is seen is for one person, for two of one home and for twins than for two strangers. */
export interface Odds {
  match: number
  home: number
  twins: number
}
