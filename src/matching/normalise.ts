/** Lower case, no accent, punctuation as a space, one space between words; what is compared is always in this form. */
export const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What stands for a missing value in files people send. */
const MISSING = new Set(['', 'null', 'none', 'nan', 'na', 'n a', 'unknown', 'inconnu', 'undefined', 'nc', 'anonymous'])

const PARTICLES = /\b(?:de la|de l|du|des|de|d|le|la|les|van der|van den|van|von|el|al|ben|mc|mac|o)\b ?/g

/** A family name without its particles: de La Fontaine and Lafontaine meet at "fontaine"/"lafontaine" by similarity. */
const surname = (text: string): string => {
  const bare = text.replace(PARTICLES, '').replace(/ /g, '')
  return bare === '' ? text.replace(/ /g, '') : bare
}

const STREET_WORDS: Readonly<Record<string, string>> = {
  st: 'street',
  str: 'street',
  ave: 'avenue',
  av: 'avenue',
  rd: 'road',
  dr: 'drive',
  pl: 'place',
  ct: 'court',
  cct: 'circuit',
  cr: 'crescent',
  cres: 'crescent',
  bd: 'boulevard',
  bld: 'boulevard',
  blvd: 'boulevard',
  boul: 'boulevard',
  r: 'rue',
  all: 'allee',
  imp: 'impasse',
  che: 'chemin',
  ch: 'chemin',
  rte: 'route',
  fg: 'faubourg',
  fbg: 'faubourg',
  sq: 'square',
  res: 'residence',
  bat: 'batiment',
  apt: 'appartement',
  appt: 'appartement',
  ste: 'sainte',
}

const address = (text: string): string =>
  text
    .split(' ')
    .map((word) => STREET_WORDS[word] ?? word)
    .join(' ')

/** Digits only; a date as `YYYYMMDD` where its order can be told, else its digits. */
const date = (raw: string): string => {
  const iso = /^\s*(\d{4})\D(\d{1,2})\D(\d{1,2})/.exec(raw)
  if (iso) return `${iso[1]}${iso[2]?.padStart(2, '0')}${iso[3]?.padStart(2, '0')}`
  const french = /^\s*(\d{1,2})\D(\d{1,2})\D(\d{4})/.exec(raw)
  if (french) return `${french[3]}${french[2]?.padStart(2, '0')}${french[1]?.padStart(2, '0')}`
  return raw.replace(/\D/g, '')
}

/** Digits; a French number loses its country code, so that +33 6 and 06 meet. */
const phone = (raw: string): string => {
  const digits = raw.replace(/\D/g, '').replace(/^00/, '')
  return /^33\d{9}$/.test(digits) ? `0${digits.slice(2)}` : digits
}

/** Lower case; the part after a plus is dropped from the local part. */
const email = (raw: string): string =>
  raw
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@')

/** What a column may hold, which says how it is cleaned, compared and blocked on. */
export const ROLES = [
  'given-name',
  'surname',
  'full-name',
  'birth-date',
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
  if (MISSING.has(plain)) return ''
  switch (role) {
    case 'surname':
      return surname(plain)
    case 'given-name':
      return plain.replace(/ /g, '')
    case 'address':
      return address(plain)
    case 'birth-date':
      return date(raw)
    case 'phone':
      return phone(raw)
    case 'email':
      return email(raw)
    case 'postcode':
    case 'number':
    case 'street-number':
      return plain.replace(/ /g, '')
    default:
      return plain
  }
}
