import { escaped, NBSP } from '../drawings/index.ts'
import type { Scribe } from './scribe.ts'
import { section } from './section.ts'
import { DEFINITIONS } from './words.ts'

/** Every kind of number of the page, explained. */
export const definitions = (s: Scribe): string => {
  const terms = Object.values(DEFINITIONS).map(
    ({ term, meaning }) => `<div><dt>${escaped(s.say(term))}</dt><dd>${escaped(s.say(meaning))}</dd></div>`,
  )
  const withheld = `<p class="note">${escaped(`${s.t('withheldNote')}${s.colon} n${NBSP}<${NBSP}${s.minN}.`)}</p>`
  return section(
    s,
    'definitions',
    s.t('definitions'),
    s.t('definitionsLead'),
    `<dl class="glossary">${terms.join('')}</dl>${withheld}`,
  )
}
