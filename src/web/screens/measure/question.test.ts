import { describe, expect, it } from 'vitest'
import { commandOf, measureView, questionOf, questionQuery } from './question.ts'

describe('the address of a question', () => {
  it('is read back as it was asked, with its filters', () => {
    const view = measureView({ map: 'cuisine', step: ['website', 'booking'], window: 'P30D', where: ['store=lille'] })
    expect(questionOf(view)).toEqual({ map: 'cuisine', step: ['website', 'booking'], window: 'P30D' })
    expect(`${questionQuery(questionOf(view), { where: ['store=lille'] })}`).toBe(
      'who=store%3Dlille&map=cuisine&step=website&step=booking&window=P30D',
    )
  })
  it('says nothing that no question has: no name, no list of people', () =>
    expect(measureView({ name: 'Claire', step: '', keys: ['person:claire'] })).toEqual({}))
  it('is one step where one is named', () => expect(measureView({ step: 'website' }).step).toEqual(['website']))
})

describe('the same question on the command line', () => {
  it('repeats lists, and puts between quotes what a shell would read otherwise', () => {
    const asked = questionQuery({ step: ['Quote Sent', "l'essai"], windowFrom: 'previous' }, {})
    expect(commandOf('funnel', asked)).toBe(
      `parcours funnel --step 'Quote Sent' --step 'l'\\''essai' --window-from previous`,
    )
  })
})
