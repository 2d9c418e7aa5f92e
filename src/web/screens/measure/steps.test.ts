import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moved, questionOfSteps, stepsOf } from './steps.ts'

const QUESTION = {
  step: ['website', 'booking|questionnaire', 'signature'],
  optional: ['2'],
  exclude: ['Order Cancelled@1:reset', 'redesign@2:drop'],
}

describe('the steps of a funnel', () => {
  it('keep what hangs on them when one is moved', () => {
    const steps = moved(stepsOf(QUESTION), 1, 2)
    expect(questionOfSteps(steps)).toEqual({
      step: ['website', 'signature', 'booking|questionnaire'],
      optional: ['3'],
      exclude: ['Order Cancelled@1:reset'],
    })
  })
  it('say the same question again', () => expect(questionOfSteps(stepsOf(QUESTION))).toEqual(QUESTION))
  it('never make the first one optional', () => {
    const [first, second, third] = stepsOf(QUESTION)
    expect(questionOfSteps([second, first, third].flatMap((one) => one ?? [])).optional).toBeUndefined()
  })
  it('are moved without losing any', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.integer({ min: -2, max: 9 }),
        fc.integer({ min: -2, max: 9 }),
        (list, from, to) => {
          expect([...moved(list, from, to)].sort()).toEqual([...list].sort())
        },
      ),
      { numRuns: 50 },
    ))
})
