import { expect, it } from 'vitest'
import { textIn, withText } from './user-text.ts'

it('shows a text without language in the reader’s field only', () => {
  expect([textIn('Devis', 'fr', 'fr'), textIn('Devis', 'en', 'fr')]).toEqual(['Devis', ''])
})
it('keeps a text without language while only the reader’s changes, and gives it languages with the other', () => {
  expect(withText('Devis', 'fr', 'fr', 'Le devis')).toBe('Le devis')
  expect(withText('Devis', 'en', 'fr', 'Quote')).toEqual({ fr: 'Devis', en: 'Quote' })
})
it('begins a new text in the language in which it is typed', () => {
  expect(withText(undefined, 'en', 'en', 'Quote')).toEqual({ en: 'Quote' })
})
it('leaves one language out without losing the others, and the whole once nothing is left', () => {
  expect(withText({ fr: 'Devis', en: 'Quote', de: 'Angebot' }, 'en', 'fr', ' ')).toEqual({ fr: 'Devis', de: 'Angebot' })
  expect(withText({ fr: 'Devis' }, 'fr', 'fr', '')).toBeUndefined()
})
