import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider, useIntl } from 'react-intl'
import type { Language } from '../../kernel/index.ts'
import type { Key } from './fr.ts'

const cache = createIntlCache()
const intlOf = (language: Language, messages: Readonly<Record<Key, string>>): IntlShape =>
  createIntl({ locale: language === 'fr' ? 'fr' : 'en-GB', messages, timeZone: 'Europe/Paris' }, cache)

/** Only the reader's language travels; the other one comes when it is asked for. */
const load = async (language: Language): Promise<IntlShape> =>
  language === 'fr' ? intlOf('fr', (await import('./fr.ts')).fr) : intlOf('en', (await import('./en.ts')).en)

const KEPT = 'parcours.language'

/** A frame in another site's page may be refused all storage: what was chosen is then forgotten, no more. */
const kept = (): string | null => {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}
const keep = (language: Language): void => {
  try {
    localStorage.setItem(KEPT, language)
  } catch {
    // Refused: see above.
  }
}

/** The language to begin with: what was chosen before, else the browser's, else French. */
export const firstLanguage = (): Language => {
  const chosen = kept()
  if (chosen === 'fr' || chosen === 'en') return chosen
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr'
}

const Chosen = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'fr',
  choose: () => {},
})

/** The words to begin with. */
export const firstWords = async (): Promise<Spoken> => {
  const language = firstLanguage()
  return { language, intl: await load(language) }
}

export interface Spoken {
  readonly language: Language
  readonly intl: IntlShape
}

/** The reader's language for everything inside. */
export const LanguageProvider = ({ first, children }: { readonly first: Spoken; readonly children: ReactNode }) => {
  const [{ language, intl }, speak] = useState<Spoken>(first)
  const chosen = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        keep(next)
        void load(next).then((words) => speak({ language: next, intl: words }))
      },
    }),
    [language],
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
    return { say, number, percent, date, time, since, moment, bytes, clock, money }
  }, [intl])
}

/** A number below nothing bears the sign of minus, not a hyphen. */
const minus = (text: string): string => text.replace(/^-/, '−')

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
