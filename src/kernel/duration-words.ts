/** What one unit is called, in French and in English, and its place in an ISO 8601 duration. */
const UNITS = [
  { sign: 'Y', time: false, words: /^(?:ans?|années?|annees?|a|years?|yrs?|y)$/ },
  { sign: 'M', time: false, words: /^(?:mois|months?|mo)$/ },
  { sign: 'W', time: false, words: /^(?:semaines?|sem|weeks?|wks?|w)$/ },
  { sign: 'D', time: false, words: /^(?:jours?|j|jr|days?|d)$/ },
  { sign: 'H', time: true, words: /^(?:heures?|h|hours?|hrs?|hr)$/ },
  { sign: 'M', time: true, words: /^(?:minutes?|mins?|mn|m|′|')$/ },
  { sign: 'S', time: true, words: /^(?:secondes?|seconds?|secs?|s)$/ },
] as const

const ISO = /^P(?=\d|T\d)(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?$/i
/** A number (or "un", "a"…), the unit that follows it, and nothing else but joining words. */
const PART = /^(\d+(?:[.,]\d+)?|une?|an?|one)\s*([\p{L}′']+)?(?=[\s,;+\d]|$)/u
const JOINT = /^(?:[\s,;+]|et\s|and\s)+/

const amountOf = (text: string): number => (/^\d/.test(text) ? Number(text.replace(',', '.')) : 1)
const HALF = /^(?:demie?|half)$/

/**
 * A length of time as people type it, in French or in English, as an ISO 8601 duration: « 2 jours » is P2D, « 1 h 30 »
 * PT1H30M, "a week" P1W, « 2 ans et demi » P2.5Y; an ISO duration stays as it is. `undefined` where it is none.
 */
export const readDuration = (typed: string): string | undefined => {
  const text = typed.trim().replace(/[\u00a0\u202f]/g, ' ')
  if (ISO.test(text)) return text.toUpperCase()
  const amounts = new Map<number, number>()
  let last = -1
  let rest = text.toLowerCase()
  while (rest !== '') {
    rest = rest.replace(JOINT, '')
    const half = /^(demie?|half)\b/.exec(rest)
    if (half && last >= 0) {
      amounts.set(last, (amounts.get(last) ?? 0) + 0.5)
      rest = rest.slice(half[0].length).trim()
      continue
    }
    const part = PART.exec(rest)
    if (!part) return undefined
    const [whole, amount = '', name] = part
    // « 1 h 30 »: what follows a unit without one of its own is in the next smaller unit of time.
    const unit = name === undefined ? following(last) : UNITS.findIndex(({ words }) => words.test(name))
    if (unit <= last || unit < 0 || HALF.test(amount)) return undefined
    amounts.set(unit, amountOf(amount))
    last = unit
    rest = rest.slice(whole.length).trim()
  }
  return last < 0 ? undefined : written(amounts)
}

const following = (last: number): number => (last === 4 || last === 5 ? last + 1 : -1)

const written = (amounts: ReadonlyMap<number, number>): string => {
  const of = (time: boolean) =>
    UNITS.flatMap((unit, index) => {
      const amount = amounts.get(index)
      return unit.time === time && amount !== undefined ? [`${amount}${unit.sign}`] : []
    }).join('')
  const [date, time] = [of(false), of(true)]
  return `P${date}${time === '' ? '' : `T${time}`}`
}
