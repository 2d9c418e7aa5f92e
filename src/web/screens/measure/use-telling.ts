import { tell } from '../../../kernel/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import { useChannelName } from '../../words/channel.ts'
import { useEventName } from '../../words/event-name.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { useSaidCondition } from '../journeys/filter-bar/filter-words.ts'
import { useAnyPersonaName } from '../maps/use-persona-name.ts'
import type { Unit } from './cells.ts'

const LOCALES = { fr: 'fr', en: 'en-GB' } as const
const DAY = { day: 'numeric', month: 'short', year: '2-digit', timeZone: 'UTC' } as const

/** Events as they are, when no map names them. */
export const NO_MAP: JourneyMap = { format: 'parcours/1', id: '', title: '', stages: [], touchpoints: [] }

/** In front of a number a name begins as one does. */
const capital = (text: string): string => text.replace(/^\p{Ll}/u, (first) => first.toUpperCase())

/** What a picture and a table say with: names of the map, numbers as the language writes them, amounts in their currency. */
export const useTelling = (map: JourneyMap = NO_MAP, currency?: string) => {
  const words = useWords()
  const { language } = useLanguage()
  const channel = useChannelName(map)
  const named = useEventName()
  const persona = useAnyPersonaName(map)
  const condition = useSaidCondition(map)
  const { say, number, percent, time, money } = words
  const titles = new Map(map.touchpoints.map(({ id, title }) => [id, tell(title, language)]))
  const stages = new Map(map.stages.map(({ id, title }) => [id, tell(title, language)]))
  const one = (name: string) =>
    titles.get(name) ??
    (name === '(other)' ? say('measure.other') : name === '(end)' ? say('measure.end') : named(name))
  /** An event or a touchpoint by its title; either of several as such. */
  const event = (name: string) =>
    name
      .split('|')
      .map((each) => one(each.trim()))
      .join(` ${say('measure.or')} `)
  /** A difference with its sign; none where it is said as nothing. */
  const signed = (amount: number, said: (absolute: number) => string) => {
    const text = said(Math.abs(amount))
    return /[1-9]/.test(text) ? `${amount > 0 ? '+' : '−'}${text}` : text
  }
  const value = (amount: number | null, unit: Unit): string => {
    if (amount === null) return say('journey.withheld')
    switch (unit) {
      case 'percent':
        return percent(amount, Math.abs(amount) < 0.1 ? 1 : 0)
      case 'points':
        return say('measure.points', { value: signed(amount, (size) => number(size * 100, 1)) })
      case 'time':
        return time(amount)
      case 'longer':
        return signed(amount, time)
      case 'more':
        return signed(amount, (size) => number(size, size < 10 ? 2 : 1))
      case 'q':
        return amount < 0.001 ? `< ${number(0.001, 3)}` : number(amount, amount < 0.1 ? 3 : 2)
      case 'money': {
        const told = Math.abs(amount) < 1000 ? amount : Math.round(amount)
        return currency === undefined ? number(told, 2) : money(told, currency)
      }
      case 'decimal':
        return number(amount, Math.abs(amount) < 10 ? 2 : 1)
      case 'number':
        return number(amount)
    }
  }
  return {
    ...words,
    language,
    map,
    channel: (name: string) => (name === '' || name === '–' ? say('measure.nochannel') : capital(channel(name))),
    event,
    persona,
    /** A condition as an address says it, in words. */
    condition,
    /** A day as short as an axis wants it. */
    day: (text: string) => new Intl.DateTimeFormat(LOCALES[language], DAY).format(new Date(`${text}T00:00:00Z`)),
    /** A month by its name, from its first day. */
    month: (text: string, length: 'short' | 'long') =>
      new Intl.DateTimeFormat(LOCALES[language], { month: length, year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${text}T00:00:00Z`),
      ),
    stage: (id: string) => stages.get(id) ?? id,
    signed,
    value,
  }
}

export type Telling = ReturnType<typeof useTelling>
