import { PLACES } from './beliefs.ts'
import { CROSSED, EXACT, levelsBetween, MISSING } from './comparisons.ts'
import { homely, sharedBy, TWINS } from './homes.ts'
import { factorOf, type Model, type ModelColumn } from './model.ts'
import type { Role } from './normalise.ts'

/** How two values agree, in a word. */
export type Agreement = 'same' | 'near' | 'alike' | 'crossed' | 'far' | 'different' | 'missing'

/** What one column says of a pair. */
export interface WaterfallStep {
  readonly name: string
  readonly role: Role
  /** As they are compared. */
  readonly a: string
  readonly b: string
  readonly agreement: Agreement
  /** log2 of the Bayes factor: how many times the odds double. */
  readonly weight: number
}

/** Why a pair is as likely as it is: from the odds before anything is looked at, comparison by comparison. */
export interface Waterfall {
  /** log2 of the odds that two records taken at random are one person. */
  readonly prior: number
  readonly steps: readonly WaterfallStep[]
  /** What is taken off because two people of one home, or twins, would agree so as well. */
  readonly homes: number
  /** log2 of the odds after all. */
  readonly posterior: number
  readonly probability: number
}

const agreementOf = (role: Role, level: number): Agreement => {
  if (level === MISSING) return 'missing'
  if (level === EXACT) return 'same'
  if (level === 3) return 'near'
  if (level === 2) return 'alike'
  if (level === CROSSED) return role === 'given-name' ? 'crossed' : 'far'
  return 'different'
}

/** The most that values which differ can say in a column, or that names in each other's place can. */
const mostInexact = ({ m, u }: ModelColumn): number =>
  Math.max(0, ...m.slice(0, EXACT).map((share, level) => Math.log2(share / (u[level] ?? 1))))

/** The most that two records can come to, told by which of their cells are the same: nothing is compared for it. */
const hopeOf = ({ columns, lambda, home }: Model, a: readonly string[], b: readonly string[]): number => {
  let most = Math.log2(lambda / (1 - lambda - home))
  for (const [c, column] of columns.entries()) {
    const [mine, theirs] = [a[c] ?? '', b[c] ?? '']
    const known = mine !== '' && theirs !== ''
    if (known && mine === theirs) most += Math.log2(factorOf(column, EXACT, mine))
    else if (known || column.role === 'given-name') most += mostInexact(column)
  }
  return most
}

/**
 * How likely two records are one person, as their waterfall ends: for the many that nobody will read. 0 where they
 * cannot reach `atLeast` even if all that differs were nearly the same.
 */
export const likelihood = (model: Model, a: readonly string[], b: readonly string[], atLeast = 0): number => {
  const { columns, lambda, home } = model
  if (atLeast > 0 && hopeOf(model, a, b) < Math.log2(atLeast / (1 - atLeast)) - 1e-9) return 0
  const levels = levelsBetween(
    columns.map(({ role }) => role),
    a,
    b,
  )
  const strangers = 1 - lambda - home
  let [weight, atHome, byTwins, place] = [Math.log2(lambda / strangers), 0, 0, 0]
  for (const [c, column] of columns.entries()) {
    const level = levels[c] ?? MISSING
    if (level === MISSING) continue
    let mine = Math.log2(factorOf(column, level, a[c] ?? ''))
    if (PLACES.has(column.role) && mine > 0) {
      const more = Math.max(0, mine - place)
      place += more
      mine = more
    }
    weight += mine
    const share = homely(sharedBy(column.role), column.m, level)
    if (share > 0) atHome += mine + Math.log2(share)
    if (share > 0 || sharedBy(column.role) === 'by-twins') byTwins += mine + Math.log2(share || 1)
  }
  const others = 1 + (home / strangers) * ((1 - TWINS) * 2 ** atHome + TWINS * 2 ** byTwins)
  return 1 / (1 + 2 ** -(weight - Math.log2(others)))
}

/** The same sum as the score of matching, told step by step; `a` and `b` are cleaned cells, in the model's columns. */
export const waterfall = ({ columns, lambda, home }: Model, a: readonly string[], b: readonly string[]): Waterfall => {
  const levels = levelsBetween(
    columns.map(({ role }) => role),
    a,
    b,
  )
  const strangers = 1 - lambda - home
  const prior = Math.log2(lambda / strangers)
  let [atHome, byTwins, place] = [0, 0, 0]
  const stepOf = (column: ModelColumn, c: number): WaterfallStep => {
    const { name, role } = column
    const level = levels[c] ?? MISSING
    let weight = level === MISSING ? 0 : Math.log2(factorOf(column, level, a[c] ?? ''))
    if (PLACES.has(role) && weight > 0) {
      const more = Math.max(0, weight - place)
      place += more
      weight = more
    }
    const share = level === MISSING ? 0 : homely(sharedBy(role), column.m, level)
    if (share > 0) atHome += weight + Math.log2(share)
    if (share > 0 || sharedBy(role) === 'by-twins') byTwins += weight + Math.log2(share || 1)
    return { name, role, a: a[c] ?? '', b: b[c] ?? '', agreement: agreementOf(role, level), weight }
  }
  const steps = columns.map(stepOf)
  const others = 1 + (home / strangers) * ((1 - TWINS) * 2 ** atHome + TWINS * 2 ** byTwins)
  const homes = 0 - Math.log2(others)
  const posterior = prior + steps.reduce((sum, { weight }) => sum + weight, 0) + homes
  return { prior, steps, homes, posterior, probability: 1 / (1 + 2 ** -posterior) }
}
