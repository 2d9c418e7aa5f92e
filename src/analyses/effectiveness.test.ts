import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawBelow, drawsOf, stratifiedDifference } from '../statistics/index.ts'
import { type AtRisk, effectivenessOf } from './effectiveness.ts'
import { livedAgain } from './lived-again.ts'
import { closedSubPaths } from './sub-paths.ts'

/** Simulated companies; a proof takes 300 and more. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 60)
const question = { support: 100, longest: 4, paired: 500 }

/** Journeys of chance over eight touchpoints; who comes by the store succeeds more, and so does who does more. */
const journeys = (n: number, seed: number, lift: (path: readonly number[]) => number = () => 0): AtRisk => {
  const draws = drawsOf(seed)
  const kinds: string[] = []
  const succeeded = new Uint8Array(n)
  const sequences = Array.from({ length: n }, (_, s) => {
    const byStore = draws() < 0.3
    kinds.push(byStore ? 'store' : 'web')
    const path: number[] = [byStore ? 0 : 1]
    for (let length = 1 + drawBelow(draws, 7); path.length < length; ) {
      // The store's people go elsewhere than the web's.
      const next = byStore ? drawBelow(draws, 5) : 2 + drawBelow(draws, 6)
      if (path.at(-1) !== next) path.push(next)
    }
    succeeded[s] = draws() < (byStore ? 0.5 : 0.2) + lift(path) ? 1 : 0
    return path
  })
  return { sequences, succeeded, kinds }
}

/** 150 people, each of whom lives the same way eight times and nearly always succeeds so, or nearly never. */
const returning = (seed: number) => {
  const draws = drawsOf(seed)
  const [sequences, people, succeeded]: [number[][], number[], number[]] = [[], [], []]
  for (let person = 0; person < 150; person++) {
    const usual = [0, ...Array.from({ length: 3 }, () => 1 + drawBelow(draws, 4))]
    const succeeds = draws() < 0.5 ? 0.9 : 0.1
    for (let journey = 0; journey < 8; journey++) {
      sequences.push(draws() < 0.8 ? usual : [0, 1 + drawBelow(draws, 4)])
      people.push(person)
      succeeded.push(draws() < succeeds ? 1 : 0)
    }
  }
  const alone: AtRisk = { sequences, succeeded, kinds: sequences.map(() => '') }
  return { alone, together: { ...alone, again: livedAgain(people, [...sequences.keys()], succeeded) } }
}

describe('path effectiveness', () => {
  it('finds anything in at most 5 % of runs where people live several journeys, each in their own way', () => {
    const runs = Array.from({ length: ROUNDS }, (_, run) => returning(run + 1))
    const isFound = (some: AtRisk) => effectivenessOf(some, question).effects.some(({ found }) => found)
    expect(runs.filter(({ together }) => isFound(together)).length).toBeLessThanOrEqual(ROUNDS * 0.05)
    // As if each journey were another person's it finds something nearly always.
    expect(runs.slice(0, 20).filter(({ alone }) => isFound(alone)).length).toBeGreaterThan(10)
  })
  it('tells the share that succeeds over people, and of single journeys what it told before', () => {
    const { alone, together } = returning(1)
    const [one, other] = [effectivenessOf(alone, question).succeeded, effectivenessOf(together, question).succeeded]
    expect([other.num, other.den]).toEqual([one.num, one.den])
    expect((other.high ?? 0) - (other.low ?? 0)).toBeGreaterThan(1.5 * ((one.high ?? 0) - (one.low ?? 0)))
    const apart = livedAgain([...alone.sequences.keys()], [...alone.sequences.keys()], alone.succeeded)
    expect(effectivenessOf({ ...alone, again: apart }, question)).toEqual(effectivenessOf(alone, question))
  })
  it('finds anything in at most 5 % of runs where no path works, though channels do', () => {
    const runs = Array.from({ length: 200 }, (_, run) => effectivenessOf(journeys(1500, run + 1), question))
    for (const { tested } of runs) expect(tested).toBeGreaterThan(20)
    expect(runs.filter(({ effects }) => effects.some(({ found }) => found)).length).toBeLessThanOrEqual(10)
  })
  it('finds the path that was planted, with its size', () => {
    const holds = (path: readonly number[]) => path.some((label, at) => label === 3 && path[at + 1] === 4)
    const { effects } = effectivenessOf(
      journeys(6000, 5, (path) => (holds(path) ? 0.25 : 0)),
      question,
    )
    const [first] = effects
    expect([first?.path.labels, first?.found]).toEqual([[3, 4], true])
    expect(first?.difference.low).toBeLessThan(0.25)
    expect(first?.difference.high).toBeGreaterThan(0.25)
  })
  it('says nothing of few, and of what everybody lived', () => {
    expect(effectivenessOf(journeys(90, 1), question).tested).toBe(0)
    const same: AtRisk = {
      sequences: Array(300).fill([1, 2]),
      succeeded: new Uint8Array(300),
      kinds: Array(300).fill(''),
    }
    expect(effectivenessOf(same, question).tested).toBe(0)
    expect(effectivenessOf({ sequences: [], succeeded: new Uint8Array(0), kinds: [] }, question).atRisk).toBe(0)
  })
})

it('path effectiveness tells of counted paths what it tells of journeys one by one', () => {
  const { sequences, kinds, succeeded } = journeys(2000, 9, (path) => (path.includes(3) ? 0.2 : 0))
  const groups = new Map<string, { sequence: readonly number[]; kind: string; times: number; won: number }>()
  for (const [s, sequence] of sequences.entries()) {
    const key = `${kinds[s]} ${sequence.join()}`
    const known = groups.get(key) ?? { sequence, kind: kinds[s] ?? '', times: 0, won: 0 }
    groups.set(key, { ...known, times: known.times + 1, won: known.won + (succeeded[s] ?? 0) })
  }
  const all = [...groups.values()]
  const counted = effectivenessOf(
    {
      sequences: all.map(({ sequence }) => sequence),
      kinds: all.map(({ kind }) => kind),
      times: all.map(({ times }) => times),
      succeeded: all.map(({ won }) => won),
    },
    question,
  )
  const told = ({ effects, ...answer }: typeof counted) => ({
    ...answer,
    effects: effects.map(({ path: { labels, gapped }, ...effect }) => ({ labels, gapped, ...effect })),
  })
  expect(told(counted)).toEqual(told(effectivenessOf({ sequences, kinds, succeeded }, question)))
})

describe('closed sub-paths', () => {
  it('are those that no longer one says as well, held by whoever holds them', () => {
    const some = fc.array(fc.array(fc.nat(3), { maxLength: 6 }), { maxLength: 12 })
    fc.assert(
      fc.property(some, (sequences) => {
        const { found } = closedSubPaths({ sequences }, { support: 2, longest: 3, paired: 10 })
        const holds = (labels: readonly number[], gapped: boolean, sequence: readonly number[]) =>
          gapped
            ? sequence.some((label, at) => label === labels[0] && sequence.indexOf(labels[1] ?? -1, at + 1) > at)
            : sequence.some((_, at) => labels.every((label, k) => sequence[at + k] === label))
        for (const { labels, gapped, holders } of found) {
          const who = sequences.flatMap((sequence, s) => (holds(labels, gapped, sequence) ? [s] : []))
          expect([...holders]).toEqual(who)
          expect(who.length).toBeGreaterThanOrEqual(2)
        }
        // None is said twice: a run of the same holders that holds another is the longer one.
        for (const one of found.filter(({ gapped }) => !gapped))
          for (const other of found.filter(({ gapped, labels }) => !gapped && labels.length === one.labels.length + 1))
            if (holds(one.labels, false, other.labels)) expect(other.holders.length).toBeLessThan(one.holders.length)
      }),
    )
  })
  it('of a sequence of 100,000 labels, or of 10,000 labels each rare, take no time', () => {
    const long = Array.from({ length: 100_000 }, (_, at) => at % 50)
    expect(closedSubPaths({ sequences: [long] }, { support: 1, longest: 4, paired: 100 }).found.length).toBeGreaterThan(
      0,
    )
    const rare = Array.from({ length: 200 }, (_, s) => Array.from({ length: 50 }, (_, at) => s * 50 + at))
    expect(closedSubPaths({ sequences: rare }, question).found).toEqual([])
  })
})

describe('a difference over strata', () => {
  it('of one stratum is the plain difference', () => {
    const { difference, p } = stratifiedDifference([{ exposed: 600, exposedYes: 180, others: 600, othersYes: 120 }])
    expect(difference.value).toBeCloseTo(0.1, 12)
    expect(p).toBeCloseTo(6.3e-5, 5)
  })
  it('is not fooled by a mix: each stratum shows none, together they seem to', () => {
    const { difference, p } = stratifiedDifference([
      { exposed: 80, exposedYes: 40, others: 20, othersYes: 10 },
      { exposed: 20, exposedYes: 2, others: 80, othersYes: 8 },
    ])
    expect(difference.value).toBeCloseTo(0, 12)
    expect(p).toBeCloseTo(1, 6)
  })
})
