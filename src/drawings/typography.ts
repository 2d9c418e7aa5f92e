import type { Language } from '../kernel/index.ts'

/** The space that keeps a number with its unit. */
export const NBSP = '\u00a0'
/** Its narrow form, before ; ! ? in French. */
export const NARROW = '\u202f'
const MINUS = '\u2212'

const grouped = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, separator)

/**
 * A number with its thousands apart, by the space that does not break (the narrow one all but vanishes in our typeface):
 * « 1 234,5 » in French, "1,234.5" in English; a typographic minus.
 */
export const number = (value: number, language: Language, decimals = 0): string => {
  if (!Number.isFinite(value)) return '–'
  const [whole = '0', rest] = Math.abs(value).toFixed(decimals).split('.')
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? MINUS : ''
  const body = grouped(whole, language === 'fr' ? NBSP : ',')
  return sign + body + (rest === undefined ? '' : (language === 'fr' ? ',' : '.') + rest)
}

/** A share (0.123) as « 12,3 % » or "12.3%"; one decimal, none from 99.95 % on a round figure. */
export const percent = (share: number, language: Language, decimals = 1): string => {
  const hundredths = share * 100
  const places = Number.isInteger(Number(hundredths.toFixed(decimals))) ? 0 : decimals
  return number(hundredths, language, places) + (language === 'fr' ? NBSP : '') + '%'
}

interface Unit {
  readonly seconds: number
  readonly fr: readonly [one: string, many: string]
  readonly en: readonly [one: string, many: string]
}

const UNITS = [
  { seconds: 31_557_600, fr: ['an', 'ans'], en: ['year', 'years'] },
  { seconds: 2_629_800, fr: ['mois', 'mois'], en: ['month', 'months'] },
  { seconds: 86_400, fr: ['jour', 'jours'], en: ['day', 'days'] },
  { seconds: 3_600, fr: ['heure', 'heures'], en: ['hour', 'hours'] },
  { seconds: 60, fr: ['minute', 'minutes'], en: ['minute', 'minutes'] },
  { seconds: 1, fr: ['seconde', 'secondes'], en: ['second', 'seconds'] },
] as const satisfies readonly Unit[]

const counted = (count: number, unit: Unit, language: Language, decimals: number): string => {
  const text = number(count, language, Number.isInteger(Number(count.toFixed(decimals))) ? 0 : decimals)
  // French counts from two on as plural (1,5 jour), English anything but one.
  const plural = language === 'fr' ? Number(count.toFixed(decimals)) >= 2 : Number(count.toFixed(decimals)) !== 1
  return text + NBSP + unit[language][plural ? 1 : 0]
}

/**
 * A length of time in words, in the largest unit that it fills at least twice (90 minutes, 36 heures, 10 jours), or once exactly.
 * Months only from three on, years from two on, so that a journey of 45 days says 45 days.
 */
export const duration = (seconds: number, language: Language): string => {
  const least: Record<number, number> = { 31557600: 2, 2629800: 3, 86400: 2, 3600: 2, 60: 2 }
  const size = Math.abs(seconds)
  const exact = UNITS.find((unit) => size === unit.seconds)
  const unit =
    exact ?? UNITS.find((candidate) => size >= candidate.seconds * (least[candidate.seconds] ?? 0)) ?? UNITS[5]
  const count = seconds / unit.seconds
  return counted(count, unit, language, Math.abs(count) < 10 ? 1 : 0)
}

const ISO_PARTS =
  /^P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/
const WEEK: Unit = { seconds: 604_800, fr: ['semaine', 'semaines'], en: ['week', 'weeks'] }

/** An ISO 8601 duration as its author wrote it, in words: P10D is « 10 jours », P1M « 1 mois », P1DT12H « 1 jour 12 heures ». */
export const writtenDuration = (text: string, language: Language): string => {
  const match = ISO_PARTS.exec(text)
  if (!match) return text
  const [years, months, days, hours, minutes, seconds] = UNITS
  const units = [years, months, WEEK, days, hours, minutes, seconds]
  const parts = units.flatMap((unit, index) => {
    const count = Number(match[index + 1] ?? 0)
    return unit && count !== 0 ? [counted(count, unit, language, 1)] : []
  })
  return parts.length ? parts.join(NBSP) : text
}

/** A quotation in the marks of its language. */
export const quoted = (text: string, language: Language): string => {
  // Many authors write the marks themselves.
  const bare = text.replace(/^[«“"]\s*([^«»“”"]*?)\s*[»”"]$/u, '$1')
  return language === 'fr' ? `«${NBSP}${bare}${NBSP}»` : `“${bare}”`
}

/**
 * A user's text with the spaces and signs of its language: in French no line begins with a double sign, and guillemets keep
 * their words; the typewriter's apostrophe becomes a typographic one.
 */
export const typeset = (text: string, language: Language): string => {
  const curled = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
  if (language !== 'fr') return curled
  return curled
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ ([:»%€])/g, `${NBSP}$1`)
    .replace(/« /g, `«${NBSP}`)
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${NBSP}`)
}

/** An ISO date or instant (UTC) in words: « 14 septembre 2026 », "14 September 2026". */
export const dateInWords = (iso: string, language: Language): string => {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number)
  const name = MONTHS[language][(month ?? 0) - 1]
  if (!name || !year || !day) return iso
  const ordinal = language === 'fr' && day === 1 ? '1er' : String(day)
  return `${ordinal}${NBSP}${name}${NBSP}${year}`
}

const MONTHS = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}
