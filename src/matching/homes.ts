import type { Role } from './normalise.ts'

/**
 * What agreement in a column can be explained by, other than one person: people of one home share a surname, an address
 * and a telephone; twins a birth date besides. What only one person has explains nothing but that person.
 */
export type Shared = 'by-nobody' | 'tells-apart' | 'at-home' | 'by-twins'

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
        : 'by-nobody'

/** Of two people of one home, how many were born on one day: twins are one birth in sixty, among brothers and sisters. */
export const TWINS = 0.03

/** How much likelier what is seen is for one person, for two of one home and for twins than for two strangers. */
export interface Odds {
  match: number
  home: number
  twins: number
}

/** Whether two who are not one person, of one home or twins, may agree on it. */
export const isShared = (role: Role): boolean => sharedBy(role) === 'at-home' || sharedBy(role) === 'by-twins'
