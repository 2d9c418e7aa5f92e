import { addressForm, cityForm, postcodeForm } from './place-forms.ts'

/** Lower case, no accent, punctuation as a space, one space between words; what is compared is always in this form. */
export const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What stands for a missing value in files people send. */
const MISSING = new Set(
  ' |null|none|nan|na|n a|nc|nr|nd|n d|unknown|inconnu|inconnue|undefined|anonymous|anonyme|non renseigne|non communique|sans|aucun|aucune|vide|x|xx|xxx|missing|test'
    .split('|')
    .map((word) => word.trim()),
)

const PARTICLES = /\b(?:de la|de l|du|des|de|d|le|la|les|l|van der|van den|van|von|el|al|ben|mc|mac|o)\b ?/g

/** A family name without its particles: de La Fontaine and Lafontaine meet at "fontaine"/"lafontaine" by similarity. */
const surname = (text: string): string => {
  const bare = text.replace(PARTICLES, '').replace(/ /g, '')
  return bare === '' ? text.replace(/ /g, '') : bare
}

const FIRST_HALVES = 'jean|marie|anne|pierre|paul|louis|charles|francois|claude|michel|rose|jose'
const SECOND_HALVES =
  'pierre|paul|luc|louis|marc|michel|claude|francois|jacques|marie|yves|charles|philippe|bernard|baptiste|christophe|noel|rene|daniel|christine|therese|helene|france|sophie|laure|claire|anne|jeanne|line|eve|ange|joseph|henri|antoine|eric|andre|ines'
const COMPOUND = new RegExp(`^(${FIRST_HALVES})(${SECOND_HALVES})$`)

/** A given name, its parts apart: Jean-Pierre, Jean Pierre and Jeanpierre are one form. */
const given = (text: string): string => text.replace(COMPOUND, '$1 $2')

const MONTHS = [
  'janv',
  'fevr|feb',
  'mars|mar',
  'avr|apr',
  'mai|may',
  'juin|jun',
  'juil|jul',
  'aout|aug',
  'sep',
  'oct',
  'nov',
  'dec',
]

const year = (text: string): string =>
  text.length === 4 ? text : text.length === 2 ? `${Number(text) > 26 ? 19 : 20}${text}` : text

const dated = (y: string, m: string, d: string): string => {
  const [month, day] = Number(m) > 12 && Number(d) <= 12 ? [d, m] : [m, d]
  return `${year(y)}${month.padStart(2, '0')}${day.padStart(2, '0')}`
}

/** A date as `YYYYMMDD` where its order can be told (day first, as in France, where both could be), else its digits. */
const date = (raw: string): string => {
  const text = plainText(raw)
  const iso = /^(\d{4}) (\d{1,2}) (\d{1,2})\b/.exec(text)
  if (iso) return dated(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '')
  const french = /^(\d{1,2}) (\d{1,2}) (\d{4}|\d\d)\b/.exec(text)
  if (french) return dated(french[3] ?? '', french[2] ?? '', french[1] ?? '')
  const named = /^(\d{1,2})(?:er)? ([a-z]+) (\d{4})/.exec(text)
  const month = named ? MONTHS.findIndex((start) => new RegExp(`^(?:${start})`).test(named[2] ?? '')) : -1
  if (named && month >= 0) return dated(named[3] ?? '', String(month + 1), named[1] ?? '')
  const digits = raw.replace(/\D/g, '')
  const ordered = /^(\d\d)(\d\d)((?:18|19|20)\d\d)$/.exec(digits)
  if (ordered && !/^(?:18|19|20)/.test(digits)) return dated(ordered[3] ?? '', ordered[2] ?? '', ordered[1] ?? '')
  return /^[01]*$/.test(digits) || /^1900-?01-?01/.test(raw) ? '' : digits
}

/** Digits; a French number loses its country code, overseas departments too, so that +33 6, 0033 6 and 06 meet. */
const phone = (raw: string): string => {
  const digits = raw.replace(/\(0\)/, '').replace(/\D/g, '').replace(/^00/, '')
  const national = /^(?:33|262|590|594|596)0?([1-9]\d{8})$/.exec(digits)?.[1]
  const whole = national ? `0${national}` : /^[1-9]\d{8}$/.test(digits) ? `0${digits}` : digits
  return /(\d)\1{7}$/.test(whole) ? '' : whole
}

const NOBODY = /^(?:no-?reply|ne-?pas-?repondre|noemail|no-?mail|pasdemail|sansmail|inconnu|unknown|test)@/

/** Lower case; the part after a plus is dropped from the local part. */
const email = (raw: string): string => {
  const address = raw
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@')
  return NOBODY.test(address) ? '' : address
}

const gender = (text: string): string =>
  /^(?:m|mr|monsieur|mister|male|homme|h|masculin|1)$/.test(text)
    ? 'm'
    : /^(?:f|mme|mlle|mrs|ms|miss|madame|mademoiselle|female|femme|feminin|2)$/.test(text)
      ? 'f'
      : text

/** What a column may hold, which says how it is cleaned, compared and blocked on. */
export const ROLES = [
  'given-name',
  'surname',
  'full-name',
  'birth-date',
  'gender',
  'email',
  'phone',
  'address',
  'street-number',
  'city',
  'postcode',
  'region',
  'number',
  'text',
] as const
export type Role = (typeof ROLES)[number]

/** A cell in the form in which it is compared; empty where it says nothing. */
export const cleaned = (role: Role, raw: string): string => {
  const plain = plainText(raw)
  if (plain === '' || MISSING.has(plain)) return ''
  switch (role) {
    case 'surname':
      return surname(plain)
    case 'given-name':
      return given(plain)
    case 'address':
      return addressForm(plain)
    case 'birth-date':
      return date(raw)
    case 'phone':
      return phone(raw)
    case 'email':
      return email(raw)
    case 'city':
      return cityForm(plain)
    case 'postcode':
      return postcodeForm(plain.replace(/ /g, ''))
    case 'gender':
      return gender(plain)
    case 'number':
    case 'street-number':
      return plain.replace(/ /g, '')
    default:
      return plain
  }
}
