import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spansOf } from './cases.ts'
import { commonest, groupPaths } from './log-variants.ts'

const pathsOf = (paths: readonly (readonly number[])[]) => {
  const starts = new Uint32Array(paths.length + 1)
  for (const [c, { length }] of paths.entries()) starts[c + 1] = (starts[c] ?? 0) + length
  return spansOf({ starts, activity: Uint32Array.from(paths.flat()) })
}

/** Groups by the texts of paths, in the order in which they first came. */
const named = (paths: readonly (readonly number[])[]) => {
  const known = new Map<string, number>()
  const of = paths.map((path) => {
    const text = path.join(' ')
    if (!known.has(text)) known.set(text, known.size)
    return known.get(text)
  })
  return { count: known.size, of }
}

const told = (paths: readonly (readonly number[])[]) => {
  const { count, of, first, cases } = groupPaths(pathsOf(paths))
  for (const [variant, c] of first.entries()) {
    expect(of.indexOf(variant)).toBe(c)
    expect(of.filter((one) => one === variant)).toHaveLength(cases[variant] ?? 0)
  }
  return { count, of: [...of] }
}

it('paths are one where every event is, however long they are and however large their codes', () => {
  const code = fc.oneof(fc.nat(2), fc.constantFrom(0, 65_534, 4_294_967_290))
  const path = fc.oneof(fc.array(code, { maxLength: 4 }), fc.array(fc.nat(1), { minLength: 25, maxLength: 28 }))
  fc.assert(
    fc.property(fc.array(path, { maxLength: 20 }), fc.nat(3), (some, again) => {
      const paths = [...some, ...some.slice(again), ...some.map((one) => [...one, 0])]
      expect(told(paths)).toEqual(named(paths))
    }),
  )
})

it('so many cases that they are looked at in lots are grouped as few are', () => {
  const paths = Array.from({ length: 50_000 }, (_, c) => Array.from({ length: c % 40 }, (_, e) => (c * (e + 7)) % 3))
  const { count, of } = groupPaths(pathsOf(paths))
  expect({ count, of: [...of] }).toEqual(named(paths))
  const again = groupPaths({ ...pathsOf(paths), activities: ['advert', 'store', 'quote'] })
  expect({ count: again.count, of: [...again.of] }).toEqual(named(paths))
})

it('the commonest paths are found, however many cases lived them', () => {
  const cases = [3, 5000, 4095, 4500, 4096, 4096, 3, 1]
  const paths = cases.flatMap((many, path) => Array.from({ length: many }, () => [path]))
  const { first, ...groups } = groupPaths(pathsOf(paths))
  const activities = cases.map((_, path) => `${path}`)
  for (let top = 1; top <= cases.length; top++)
    expect(commonest({ ...pathsOf(paths), activities }, { first, ...groups }, top)).toEqual(
      [1, 3, 4, 5, 2, 0, 6, 7].slice(0, top),
    )
})
