import type { Page } from 'playwright-core'

/**
 * Where a number needs no explanation: where it explains itself, opens its list or is pressed; axes and names in pictures;
 * what somebody has set; a list of people beside its own length; and lines that lead to the place of their proof.
 */
const PLACES = [
  ...['.explained', '[data-explains]', 'button', '[role=button]', '.visually-hidden', 'time'],
  ...['svg text:not(.said)', 'svg title', '.heat', '.alternative'],
  ...['[data-setting]', '[data-dated]', '[data-place]', '.asked', 'input', '.mantine-Slider-root'],
  // What a map's author claims and aims at; and the interval and n beside a score that explains itself.
  ...['.evidence', '[data-beside]'],
  ...['.aside', '.people-behind', 'a.told', '.board-card', '.news', 'header.journey-head'],
].join()

/** What is no number of ours: names, places, dates, spans that are part of a definition. */
const WORDS = [
  ...[/\b3D\b/g, /×\s?\d+/g, /^\d+\. /g, /(^|\s)(Client|Dossier|Visiteur|Révision|Étape) (de la commande )?\S+/g],
  ...[/(\d{1,2} )?(janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)\p{L}*\.? \d{2,4}/gu, /\+\d+\s\p{L}+/gu],
  ...[/à\s(95|5)\s%/g, /(^|\s)100\s%/g, /9 sur 10/g, /(24 heures|52 semaines)/g, /depuis \d+ jours?/g, /cuisine@\d+/g],
]

/** The texts of a screen that bear a number which explains nothing. */
export const unexplained = async (page: Page): Promise<readonly string[]> => {
  const texts = await page.evaluate((places) => {
    const found: { text: string; at: string }[] = []
    const walker = document.createTreeWalker(document.querySelector('#content') ?? document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { textContent, parentElement: at } = walker.currentNode
      const text = (textContent ?? '').trim()
      if (/\d/.test(text) && at?.checkVisibility() && !at.closest(places)) {
        found.push({ text, at: at.outerHTML.slice(0, 120) })
      }
    }
    return found
  }, PLACES)
  return texts
    .filter(({ text }) => /\d/.test(WORDS.reduce((left, word) => left.replace(word, ''), text)))
    .map(({ text, at }) => `${text} in ${at}`)
}
