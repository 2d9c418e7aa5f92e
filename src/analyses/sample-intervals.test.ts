import { expect, it } from 'vitest'
import { spansOf } from '../journeys/index.ts'
import { drawsOf } from '../statistics/index.ts'
import { funnel } from './funnel.ts'
import type { FunnelQuestion } from './funnel-question.ts'

const PEOPLE = 4_000
const SHARE = 1 / 8
const SAMPLES = Number(process.env.PARCOURS_TEST_ROUNDS ?? 400)

const question: FunnelQuestion = {
  steps: [0, 1, 2].map((code) => ({ label: `${code}`, codes: [code] })),
  order: 'ordered',
  window: Number.POSITIVE_INFINITY,
  windowFrom: 'first',
}

/** Whole people, each of one to six events, some of whom get further than others. */
const people = () => {
  const draw = drawsOf(7)
  return Array.from({ length: PEOPLE }, () => {
    const luck = draw()
    return [
      0,
      ...Array.from({ length: Math.floor(draw() * 6) }, () => (draw() < luck ? 1 + Math.floor(draw() * 2) : 3)),
    ]
  })
}

const ratesOf = (lived: readonly (readonly number[])[]) => {
  const starts = new Uint32Array(lived.length + 1)
  for (const [c, codes] of lived.entries()) starts[c + 1] = (starts[c] ?? 0) + codes.length
  const code = lived.flat()
  return funnel(spansOf({ starts, at: Float64Array.from(code, (_, e) => e), code }), question)
    .steps.slice(1)
    .map(({ ofFirst }) => ofFirst)
}

it('the interval of a first answer over a sample of people holds the exact answer in at least 93 % of samples', () => {
  const all = people()
  const exact = ratesOf(all)
  const draw = drawsOf(11)
  let [held, told] = [0, 0]
  for (let sample = 0; sample < SAMPLES; sample++) {
    // A part of the hashes of who people are, as a first answer is of: each belongs to it by chance, and whole.
    const rates = ratesOf(all.filter(() => draw() < SHARE))
    for (const [step, { low, high }] of rates.entries()) {
      const truth = exact[step]?.value ?? Number.NaN
      told++
      if ((low ?? 1) <= truth && truth <= (high ?? 0)) held++
    }
  }
  expect(told).toBe(2 * SAMPLES)
  expect(held / told).toBeGreaterThanOrEqual(0.93)
})
