import type { Json } from '../events/index.ts'
import { type Language, tell, type UserText, type Words } from '../kernel/index.ts'
import { isObject } from './keyed.ts'

const MOST = 90

const UNITS = [
  ['Y', { fr: 'an', en: 'year' }],
  ['M', { fr: 'mois', en: 'month' }],
  ['W', { fr: 'semaine', en: 'week' }],
  ['D', { fr: 'jour', en: 'day' }],
  ['H', { fr: 'h', en: 'h' }],
  ['TM', { fr: 'min', en: 'min' }],
  ['S', { fr: 's', en: 's' }],
] as const

const INVARIABLE = new Set<string>(['mois', 'h', 'min', 's'])

/** `P10D` as "10 jours"; what is no duration is nothing. */
const duration = (text: string, language: Language): string | undefined => {
  const found = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(
    text,
  )
  if (!found) return undefined
  return UNITS.flatMap(([, words], at) => {
    const count = found[at + 1]
    if (count === undefined) return []
    const plural = Number(count) > 1 && !INVARIABLE.has(words[language]) ? 's' : ''
    return [`${count}\u00a0${words[language]}${plural}`]
  }).join(' ')
}

const list = (values: readonly Json[], language: Language): string => {
  const plain = values.every((value) => typeof value === 'string' || typeof value === 'number')
  if (plain) return values.join(', ')
  const told = values.map((value) => valueText(value, language))
  return told.length > 3 ? `${told.slice(0, 3).join(' ; ')} …` : told.join(' ; ')
}

const isUserText = (value: Json): value is { readonly [language: string]: string } =>
  isObject(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([key, text]) => /^[a-z]{2}$/.test(key) && typeof text === 'string')

/** What stands for an object in a sentence: its title, its event, else its parts. */
const objectText = (value: { readonly [key: string]: Json }, language: Language): string => {
  const name = value.title ?? value.text ?? value.event ?? value.kind ?? value.type
  if (name !== undefined) return valueText(name, language)
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${valueText(inner, language)}`)
    .join(', ')
}

const YES: Words = { fr: 'oui', en: 'yes' }
const NO: Words = { fr: 'non', en: 'no' }

const valueText = (value: Json, language: Language): string => {
  if (value === null) return '–'
  if (typeof value === 'boolean') return (value ? YES : NO)[language]
  if (typeof value === 'number') return new Intl.NumberFormat(language === 'fr' ? 'fr' : 'en-GB').format(value)
  if (typeof value === 'string') return duration(value, language) ?? value
  if (isUserText(value)) return tell(value as UserText, language)
  if (isObject(value)) return objectText(value, language)
  return list(value as readonly Json[], language)
}

const short = (text: string) => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text)

/** A value of a map for people, short enough for a line. */
export const valueWords = (value: Json): Words => ({
  fr: short(valueText(value, 'fr')),
  en: short(valueText(value, 'en')),
})
