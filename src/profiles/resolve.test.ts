import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asId } from '../kernel/index.ts'
import {
  asOf,
  type Decision,
  type Edge,
  edge,
  type Identifier,
  join,
  KINDS,
  kindOf,
  POLICY,
  type Policy,
  part,
  type Resolution,
  resolve,
} from './index.ts'

const JAN = Date.UTC(2026, 0, 1)
const saw = (a: string, b: string, at = JAN): Edge => {
  const seen = edge(a as Identifier, b as Identifier, {
    at,
    source: 'caisse',
    event: 'identify',
    channel: 'store',
    store: 'lille',
  })
  if (!seen) throw new Error('an identifier beside itself')
  return seen
}
const word = (at: number) => ({ at, by: asId<'Actor'>('local-owner'), why: '' })
const peopleOf = ({ components }: Resolution) => components.map(({ identifiers }) => identifiers.join(' ')).sort()
const personOf = (resolution: Resolution, known: string) =>
  resolution.components.find(({ identifiers }) => identifiers.includes(known as Identifier))?.identifiers

const NO_LIMITS: Policy = { limits: {}, sharedBeyond: {} }

const identifiers = fc
  .tuple(fc.constantFrom(...KINDS), fc.integer({ min: 1, max: 4 }))
  .map(([kind, number]): Identifier => `${kind}:${number}`)
const evidence = fc
  .array(fc.tuple(identifiers, identifiers, fc.integer({ min: 0, max: 30 }), fc.constantFrom('site', 'caisse')), {
    maxLength: 40,
  })
  .map((seen) =>
    seen.flatMap(([a, b, day, source]) => {
      const found = edge(a, b, { at: JAN + day * 86_400_000, source, event: 'identify', channel: '', store: '' })
      return found ? [found] : []
    }),
  )
const words = fc
  .array(fc.tuple(fc.constantFrom('link', 'part', 'revoke'), identifiers, identifiers), { maxLength: 6 })
  .map((said) =>
    said.flatMap(([kind, one, other], place): Decision[] => {
      const found = edge(one, other, saw('user:1', 'user:2').first)
      return found ? [{ kind, a: found.a, b: found.b, ...word(JAN + place) }] : []
    }),
  )

/** Connected components by following every edge, the slow way. */
const naiveComponents = (edges: readonly Edge[]): string[] => {
  const all = [...new Set(edges.flatMap(({ a, b }) => [a, b]))]
  const reach = (from: Identifier): string => {
    const found = new Set([from])
    for (let grew = true; grew; ) {
      grew = false
      for (const { a, b } of edges)
        if (found.has(a) !== found.has(b)) {
          found.add(a).add(b)
          grew = true
        }
    }
    return [...found].sort().join(' ')
  }
  return [...new Set(all.map(reach))].sort()
}

describe('who is who', () => {
  it('is the connected components, where nothing stands against a merge', () => {
    fc.assert(
      fc.property(evidence, (seen) => {
        const edges = seen.filter(({ a, b }) => kindOf(a) !== 'user' && kindOf(b) !== 'user')
        const { components } = resolve(edges, [], NO_LIMITS)
        expect(components.map(({ identifiers: all }) => [...all].sort().join(' ')).sort()).toEqual(
          naiveComponents(edges),
        )
      }),
    )
  })

  it('does not depend on the order of arrival, nor on how often evidence arrives', () => {
    fc.assert(
      fc.property(evidence, words, fc.infiniteStream(fc.nat()), (edges, decisions, draws) => {
        const shuffled = [...edges, ...edges.slice(0, 5)]
          .map((seen) => ({ seen, rank: draws.next().value ?? 0 }))
          .sort((one, other) => one.rank - other.rank)
          .map(({ seen }) => seen)
        expect(resolve(shuffled, [...decisions].reverse())).toEqual(resolve(edges, decisions))
      }),
    )
  })

  it('can be resolved island by island', () => {
    fc.assert(
      fc.property(evidence, (edges) => {
        const islands = naiveComponents(edges).map((text) => new Set(text.split(' ')))
        const apart = islands.flatMap((island) =>
          peopleOf(
            resolve(
              edges.filter(({ a }) => island.has(a)),
              [],
            ),
          ),
        )
        expect(apart.sort()).toEqual(peopleOf(resolve(edges, [])))
      }),
    )
  })

  it('never makes one person of two user ids, nor of more identifiers than a person has, nor of what was parted', () => {
    const policy: Policy = { limits: { phone: 1, email: 2 }, sharedBeyond: POLICY.sharedBeyond }
    fc.assert(
      fc.property(evidence, words, (edges, said) => {
        const decisions = said.filter(({ kind }) => kind !== 'link')
        const { components } = resolve(edges, decisions, policy)
        for (const { identifiers: all } of components) {
          const count = (kind: string) => all.filter((known) => kindOf(known) === kind).length
          expect(count('user')).toBeLessThanOrEqual(1)
          expect(count('phone')).toBeLessThanOrEqual(1)
          expect(count('email')).toBeLessThanOrEqual(2)
          for (const { kind, a, b } of decisions)
            if (kind === 'part') expect(all.includes(a) && all.includes(b)).toBe(false)
        }
      }),
    )
  })

  it('comes back exactly when a steward merges two persons and then parts them, by any of their identifiers', () => {
    fc.assert(
      fc.property(evidence, fc.nat(), fc.nat(), fc.nat(), (edges, x, y, z) => {
        const before = resolve(edges, [])
        const one = before.components[x % Math.max(1, before.components.length)]
        const other = before.components[y % Math.max(1, before.components.length)]
        fc.pre(one !== undefined && other !== undefined && one !== other)
        const [mine, theirs] = [
          one?.identifiers[z % one.identifiers.length],
          other?.identifiers[z % other.identifiers.length],
        ]
        if (!one || !other || !mine || !theirs) return
        const merged = join(one, other, [], word(JAN * 2))
        expect(personOf(resolve(edges, merged), mine)).toContain(theirs)
        const parted = [...merged, ...part(edges, merged, mine, theirs, word(JAN * 2 + 1))]
        expect(peopleOf(resolve(edges, parted))).toEqual(peopleOf(before))
        // And again, from apart: the words that keep them apart are taken back, then said anew.
        const again = [...parted, ...join(one, other, parted, word(JAN * 2 + 2))]
        expect(personOf(resolve(edges, again), mine)).toContain(theirs)
        const partedAgain = [...again, ...part(edges, again, theirs, mine, word(JAN * 2 + 3))]
        expect(peopleOf(resolve(edges, partedAgain))).toEqual(peopleOf(before))
      }),
      { numRuns: 200 },
    )
  })

  it('comes back exactly when evidence merges two persons and a steward parts them', () => {
    fc.assert(
      fc.property(evidence, identifiers, identifiers, (edges, one, other) => {
        const late = edge(one, other, saw('user:1', 'user:2', JAN * 2).first)
        fc.pre(
          late !== undefined &&
            edges.some(({ a, b }) => a === one || b === one) &&
            edges.some(({ a, b }) => a === other || b === other),
        )
        if (!late) return
        fc.pre(!edges.some(({ a, b }) => a === late.a && b === late.b))
        const before = resolve(edges, [])
        fc.pre(!personOf(before, one)?.includes(other))
        const parted = part([...edges, late], [], one, other, word(JAN * 2 + 1))
        const after = resolve([...edges, late], parted)
        // Evidence that stays refused counts still against sharing, and nothing else.
        fc.pre(resolve([...edges, late], []).shared.length === before.shared.length)
        expect(peopleOf(after)).toEqual(peopleOf(before))
      }),
    )
  })

  it('is told as it was known at an instant', () => {
    const edges = [
      saw('user:42', 'email:claire@exemple.fr', JAN),
      saw('email:claire@exemple.fr', 'loyalty:9250', JAN + 10),
    ]
    const then = asOf(edges, [], JAN + 5)
    expect(peopleOf(resolve(then.edges, then.decisions))).toEqual(['user:42 email:claire@exemple.fr'])
    expect(peopleOf(resolve(edges, []))).toEqual(['user:42 loyalty:9250 email:claire@exemple.fr'])
  })

  it('leaves to a steward what would make one person of Claire and Karim', () => {
    const edges = [saw('user:claire', 'phone:+33639981234', JAN), saw('user:karim', 'phone:+33639981234', JAN + 1)]
    const { unmerged, components } = resolve(edges, [])
    expect(unmerged).toEqual([{ edge: edges[1], obstacle: 'two-users' }])
    expect(components).toHaveLength(2)
  })

  it('lets a tablet that Claire and Karim share merge nobody', () => {
    const edges = [
      saw('user:claire', 'device:tablet'),
      saw('user:karim', 'device:tablet'),
      saw('device:tablet', 'anonymous:a'),
    ]
    const resolution = resolve(edges, [])
    expect(resolution.shared).toEqual(['device:tablet'])
    expect(resolution.components).toHaveLength(4)
  })
})
