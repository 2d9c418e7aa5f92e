/** A piece of a text, cut where it is long; what was looked for is marked. */
export type Excerpt = readonly { readonly text: string; readonly found: boolean }[]

const BEFORE = 60
const LONGEST = 220

interface Place {
  readonly from: number
  readonly to: number
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')

/** Where words of a text begin with one of those looked for. */
const placesIn = (text: string, words: readonly string[]): Place[] =>
  [...text.matchAll(WORD)].flatMap((match) => {
    const word = plain(match[0])
    return words.some((sought) => word.startsWith(sought))
      ? [{ from: match.index, to: match.index + match[0].length }]
      : []
  })

const startOf = (text: string, first: number): number => {
  if (first <= BEFORE) return 0
  const blank = text.indexOf(' ', first - BEFORE)
  return blank < 0 || blank > first ? first - BEFORE : blank + 1
}

const endOf = (text: string, start: number): number => {
  if (text.length - start <= LONGEST) return text.length
  const blank = text.lastIndexOf(' ', start + LONGEST)
  return blank <= start ? start + LONGEST : blank
}

const cut = (text: string, places: readonly Place[]): Excerpt => {
  const start = startOf(text, places[0]?.from ?? 0)
  const end = endOf(text, start)
  const pieces: { text: string; found: boolean }[] = []
  let at = start
  for (const { from, to } of places) {
    if (from < at || to > end) continue
    if (from > at) pieces.push({ text: text.slice(at, from), found: false })
    pieces.push({ text: text.slice(from, to), found: true })
    at = to
  }
  if (at < end) pieces.push({ text: text.slice(at, end), found: false })
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (start > 0 && first) first.text = `… ${first.text}`
  if (end < text.length && last) last.text = `${last.text} …`
  return pieces
}

/** The text that has most of the words, around the first of them. */
export const excerptOf = (
  texts: readonly { readonly property: string; readonly text: string }[],
  words: readonly string[],
): { readonly property: string; readonly excerpt: Excerpt } => {
  const best = texts
    .map(({ property, text }) => {
      const line = text.replace(/\s+/g, ' ').trim()
      return { property, line, places: placesIn(line, words) }
    })
    .sort((one, other) => other.places.length - one.places.length)[0]
  return best ? { property: best.property, excerpt: cut(best.line, best.places) } : { property: '', excerpt: [] }
}
