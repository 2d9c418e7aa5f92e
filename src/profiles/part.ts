import { type Decision, type Edge, edge } from './evidence.ts'
import type { Identifier } from './identifier.ts'
import { POLICY, type Policy } from './policy.ts'
import { type Component, type Merge, resolve } from './resolve.ts'

type Word = Omit<Decision, 'kind' | 'a' | 'b'>
type Ends = Pick<Edge, 'a' | 'b'>

const endsOf = (merge: Merge): Ends => (merge.by === 'evidence' ? merge.edge : merge.word)
const timeOf = (merge: Merge) => (merge.by === 'evidence' ? merge.edge.first.at : merge.word.at)

/** A decision about two identifiers, which have one order whoever names them first. */
export const decision = (kind: Decision['kind'], one: Identifier, other: Identifier, word: Word): Decision => {
  const seen = { at: word.at, source: '', event: '', channel: '', store: '' }
  const { a, b } = edge(one, other, seen) ?? { a: one, b: other }
  return { ...word, kind, a, b }
}

/** The merges on the way from one identifier to another within a component: there is exactly one way, or none. */
const wayBetween = (component: Component, from: Identifier, to: Identifier): Merge[] => {
  const steps = new Map<Identifier, { readonly merge: Merge; readonly other: Identifier }[]>()
  for (const merge of component.merges) {
    const { a, b } = endsOf(merge)
    steps.set(a, [...(steps.get(a) ?? []), { merge, other: b }])
    steps.set(b, [...(steps.get(b) ?? []), { merge, other: a }])
  }
  const came = new Map<Identifier, { readonly merge: Merge; readonly other: Identifier } | undefined>([
    [from, undefined],
  ])
  for (const at of came.keys())
    for (const { merge, other } of steps.get(at) ?? []) if (!came.has(other)) came.set(other, { merge, other: at })
  const way: Merge[] = []
  for (let step = came.get(to); step; step = came.get(step.other)) way.push(step.merge)
  return way
}

/** The links that a steward made in one act: they are undone together, or one of them would hold a part of the other side. */
const linkedAt = (at: number, decisions: readonly Decision[]): readonly Decision[] =>
  decisions.filter((said) => said.kind === 'link' && said.at === at)

/** What a steward said after `since` of a component's identifiers, latest act first: how each act would be undone. */
const actsSince = (
  since: number,
  { identifiers }: Component,
  decisions: readonly Decision[],
  word: Word,
): Decision[][] => {
  const inside = new Set(identifiers)
  const times = decisions
    .filter(({ kind, at, a, b }) => kind === 'link' && at > since && inside.has(a) && inside.has(b))
    .map(({ at }) => at)
  return [...new Set(times)]
    .sort((x, y) => y - x)
    .map((at) => linkedAt(at, decisions).map(({ a, b }) => decision('part', a, b, word)))
}

/**
 * The decisions that make two identifiers two persons again, whatever made them one: on the way between them the latest
 * merge is undone (evidence revoked, a link parted) until there is no way, and the two are kept apart from then on.
 * Both sides are then what they were before that merge, with what was seen of each since. A later act of a steward without
 * which they are two is undone before evidence on the way: evidence that only the act allowed to count holds no one together.
 */
export const part = (
  edges: readonly Edge[],
  decisions: readonly Decision[],
  one: Identifier,
  other: Identifier,
  word: Word,
  policy: Policy = POLICY,
): Decision[] => {
  const said: Decision[] = []
  const homeAfter = (more: readonly Decision[]): Component | undefined =>
    resolve(edges, [...decisions, ...said, ...more], policy).components.find(
      ({ identifiers }) => identifiers.includes(one) && identifiers.includes(other),
    )
  for (;;) {
    const home = homeAfter([])
    if (!home) break
    const [latest] = wayBetween(home, one, other).sort((x, y) => timeOf(y) - timeOf(x))
    if (!latest) break
    const undone = actsSince(timeOf(latest), home, decisions, word).find((act) => !homeAfter(act))
    if (undone) said.push(...undone)
    else if (latest.by === 'evidence') said.push(decision('revoke', latest.edge.a, latest.edge.b, word))
    else said.push(...linkedAt(latest.word.at, decisions).map(({ a, b }) => decision('part', a, b, word)))
  }
  return [...said, decision('part', one, other, word)]
}
