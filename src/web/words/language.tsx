import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider, useIntl } from 'react-intl'
import { USUAL_ZONE } from '../../governance/index.ts'
import type { Language } from '../../kernel/index.ts'
import type { Key } from './fr.ts'

const cache = createIntlCache()
const intlOf = (language: Language, messages: IntlShape['messages'], timeZone: string): IntlShape =>
  createIntl({ locale: language === 'fr' ? 'fr' : 'en-GB', messages, timeZone }, cache)

/** Only the reader's language travels; the other one comes when it is asked for. */
const load = async (language: Language): Promise<Readonly<Record<Key, string>>> =>
  language === 'fr' ? (await import('./fr.ts')).fr : (await import('./en.ts')).en

const KEPT = 'parcours.language'
/** The workspace's zone, as it was told last: a screen says its times by it before it is told again. */
const KEPT_ZONE = 'parcours.zone'

/** A frame in another site's page may be refused all storage: what was chosen is then forgotten, no more. */
const kept = (name: string): string | null => {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}
const keep = (name: string, value: string): void => {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Refused: see above.
  }
}

/** The language to begin with: what was chosen before, else the browser's, else French. */
export const firstLanguage = (): Language => {
  const chosen = kept(KEPT)
  if (chosen === 'fr' || chosen === 'en') return chosen
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr'
}

interface Chosen {
  readonly language: Language
  readonly choose: (language: Language) => void
  readonly zone: string
  /** From now on times are said by this zone. */
  readonly dwell: (zone: string) => void
}

const Chosen = createContext<Chosen>({ language: 'fr', choose: () => {}, zone: USUAL_ZONE, dwell: () => {} })

/** The words to begin with. */
export const firstWords = async (): Promise<Spoken> => {
  const language = firstLanguage()
  const zone = kept(KEPT_ZONE) ?? USUAL_ZONE
  return { language, intl: intlOf(language, await load(language), zone), zone }
}

export interface Spoken {
  readonly language: Language
  readonly intl: IntlShape
  readonly zone: string
}

/** The reader's language for everything inside. */
export const LanguageProvider = ({ first, children }: { readonly first: Spoken; readonly children: ReactNode }) => {
  const [{ language, intl, zone }, speak] = useState<Spoken>(first)
  const chosen = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        keep(KEPT, next)
        void load(next).then((words) =>
          speak(({ zone: same }) => ({ language: next, intl: intlOf(next, words, same), zone: same })),
        )
      },
      zone,
      dwell: (next: string) => {
        keep(KEPT_ZONE, next)
        speak((before) => ({ ...before, intl: intlOf(before.language, before.intl.messages, next), zone: next }))
      },
    }),
    [language, zone],
  )
  document.documentElement.lang = language
  return (
    <Chosen value={chosen}>
      <RawIntlProvider value={intl}>{children}</RawIntlProvider>
    </Chosen>
  )
}

export const useLanguage = () => use(Chosen)

type Values = Readonly<Record<string, string | number>>

/** What a screen says with: words by key, and numbers, dates and times as the language writes them. */
export const useWords = () => {
  const intl = useIntl()
  return useMemo(() => {
    const say = (id: Key, values?: Values) => intl.formatMessage({ id }, values)
    const number = (value: number, digits = 0) => minus(intl.formatNumber(value, { maximumFractionDigits: digits }))
    const percent = (value: number | null, digits = 0) =>
      value === null
        ? say('journey.withheld')
        : intl.formatNumber(value, { style: 'percent', maximumFractionDigits: digits })
    /** A name before what is said of it, with the colon of the language. */
    const labelled = (name: string, said: string) => say('kit.labelled', { name, said })
    const date = (text: string) => intl.formatDate(text, { dateStyle: 'long' })
    /** A duration in its largest fitting unit: 3 h, 12 j. */
    const time = (seconds: number | null) => {
      if (seconds === null) return '–'
      const [value, unit] = LARGEST.find(([size]) => seconds >= size * 0.95) ?? [1, 'second']
      const amount = seconds / value
      return intl.formatNumber(amount, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: amount < 10 ? 1 : 0,
      })
    }
    /** How long ago, in words: il y a 3 minutes. */
    const since = (text: string, now: number) => {
      const seconds = Math.min(0, (Date.parse(text) - now) / 1000)
      const [size, unit] = LARGEST.find(([value]) => -seconds >= value) ?? [1, 'second']
      return intl.formatRelativeTime(Math.round(seconds / size), unit, { numeric: 'auto' })
    }
    const moment = (text: string) => intl.formatDate(text, { dateStyle: 'medium', timeStyle: 'short' })
    /** A size in its largest fitting unit: 3,2 Mo. */
    const bytes = (size: number) => {
      const [value, unit] = SIZES.find(([each]) => size >= each) ?? ([1, 'byte'] as const)
      return intl.formatNumber(size / value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })
    }
    const clock = (text: string) => intl.formatTime(text, { hour: '2-digit', minute: '2-digit' })
    const money = (value: number, currency: string) =>
      /^[A-Z]{3}$/.test(currency)
        ? intl.formatNumber(value, { style: 'currency', currency, maximumFractionDigits: 2, minimumFractionDigits: 0 })
        : `${number(value, 2)} ${currency}`
    return { say, number, percent, labelled, date, time, since, moment, bytes, clock, money }
  }, [intl])
}

/** A number below nothing bears the sign of minus, not a hyphen. */
const minus = (text: string): string => (/^-[^1-9]*$/.test(text) ? text.slice(1) : text.replace(/^-/, '−'))

const LARGEST = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const

const SIZES = [
  [1e9, 'gigabyte'],
  [1e6, 'megabyte'],
  [1e3, 'kilobyte'],
] as const
