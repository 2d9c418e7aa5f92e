import { describe, expect, it } from 'vitest'
import type { JourneyMap } from '../maps/index.ts'
import { applyChange, draftFrom, fragmentOf, idFrom, pasteFragment, readDraft, readFragment } from './index.ts'

const kitchen: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Acheter une cuisine',
  stages: [
    { id: 'discover', phase: 'before', title: 'Découvrir' },
    { id: 'meet', phase: 'during', title: 'Rencontrer', choice: [['visit'], ['call']] },
  ],
  touchpoints: [
    { id: 'search', stage: 'discover', title: 'Chercher' },
    { id: 'visit', stage: 'meet', title: 'Visiter', levers: { advice: { aimed: 4 } } },
    { id: 'call', stage: 'meet', title: 'Appeler' },
  ],
}
const pastedInto = (
  map: JourneyMap,
  text: string,
  place: Parameters<typeof pasteFragment>[1],
  afterStage?: string | null,
) => {
  const fragment = readFragment(text)
  if (!fragment || !('touchpoints' in fragment)) throw new Error('no fragment')
  const doc = draftFrom(map)
  applyChange(
    doc,
    pasteFragment(fragment, place, afterStage, (id) => `${id}-2`),
  )
  return readDraft(doc)
}

describe('a part of a map on the clipboard', () => {
  it('is pasted after a touchpoint with everything in it, under new ids', () => {
    const text = JSON.stringify(fragmentOf(kitchen, [], ['visit', 'call']))
    const { touchpoints } = pastedInto(kitchen, text, { stage: 'discover', after: 'search' })
    expect(touchpoints.map(({ id, stage }) => [id, stage])).toEqual([
      ['search', 'discover'],
      ['visit-2', 'discover'],
      ['call-2', 'discover'],
      ['visit', 'meet'],
      ['call', 'meet'],
    ])
    expect(touchpoints[1]?.levers).toEqual({ advice: { aimed: 4 } })
  })
  it('holds whole stages, whose alternatives name the new touchpoints', () => {
    const text = JSON.stringify(fragmentOf(kitchen, ['meet'], []))
    const { stages, touchpoints } = pastedInto(kitchen, text, { stage: undefined }, 'discover')
    expect(stages.map(({ id }) => id)).toEqual(['discover', 'meet-2', 'meet'])
    expect(stages[1]?.choice).toEqual([['visit-2'], ['call-2']])
    expect(touchpoints.filter(({ stage }) => stage === 'meet-2').map(({ id }) => id)).toEqual(['visit-2', 'call-2'])
  })
  it('may be lines of text: each is a touchpoint’s title, list marks left out', () => {
    expect(readFragment('- Chercher\n\n 2. Visiter \r\n• Payer')).toEqual(['Chercher', 'Visiter', 'Payer'])
    expect(readFragment(' \n')).toBeUndefined()
  })
  it('is text where it only looks like a part of a map', () => {
    expect(readFragment('{"fragment": true, "format": "parcours/1", "touchpoints": [{}]}')).toHaveLength(1)
    expect(readFragment('{not json')).toEqual(['{not json'])
  })
})

describe('an id made from a title', () => {
  it('is readable, fits the format and is its own', () => {
    expect(idFrom('Visite de l’appartement témoin !', 'a1')).toBe('visite-de-l-appartement-temoin-a1')
    expect(idFrom('…', 'a1')).toBe('p-a1')
    expect(idFrom('X-Ray', 'a1')).toBe('p-x-ray-a1')
  })
})
