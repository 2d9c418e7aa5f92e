import type { Decision } from './evidence.ts'
import type { Identifier } from './identifier.ts'
import { decision } from './part.ts'
import type { Component } from './resolve.ts'

/**
 * The decisions that make two persons one: their strongest identifiers are linked, and every earlier word that kept
 * them apart is taken back. To part them again is to part those links: both come back as they are now.
 */
export const join = (
  one: Component,
  other: Component,
  decisions: readonly Decision[],
  word: Omit<Decision, 'kind' | 'a' | 'b'>,
): Decision[] => {
  const [strongest, theirs] = [one.identifiers[0], other.identifiers[0]]
  if (strongest === undefined || theirs === undefined || strongest === theirs) return []
  const [mine, others] = [new Set(one.identifiers), new Set(other.identifiers)]
  const across = (a: Identifier, b: Identifier) => (mine.has(a) && others.has(b)) || (mine.has(b) && others.has(a))
  const first = decision('link', strongest, theirs, word)
  const apart = decisions
    .filter(({ kind, a, b }) => kind === 'part' && across(a, b))
    .map(({ a, b }) => decision('link', a, b, word))
    .filter(({ a, b }) => a !== first.a || b !== first.b)
  return [first, ...new Map(apart.map((said) => [`${said.a}\0${said.b}`, said])).values()]
}
