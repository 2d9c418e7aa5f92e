import { escaped } from '../drawings/index.ts'
import type { Scribe } from './scribe.ts'

/** A part of the page with its title and the sentence that says what it shows. `inside` is markup. */
export const section = (s: Scribe, name: string, title: string, lead: string, inside: string): string =>
  `<section class="part ${name}" id="${s.language}-${name}"><h2>${escaped(title)}</h2>${lead ? `<p class="lead">${escaped(lead)}</p>` : ''}${inside}</section>`
