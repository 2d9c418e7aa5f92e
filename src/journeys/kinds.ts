import { type Condition, EVENT_FIELDS, type EventMatch, type Matchable, setProperty } from '../events/index.ts'
import type { EventFilter } from './cases.ts'
import { type Recogniser, SURVEY } from './recogniser.ts'

/**
 * A kind of event: all that any rule asked about so far can tell apart. Twenty million events are of some hundreds of
 * kinds, so that a rule is tried on those and never on the events.
 */
export type Kind = Matchable

/** What each kind tells of its events first; the properties that rules name follow, then what a survey says. */
export const KIND_FIELDS = ['event', 'channel', 'source'] as const
export const SURVEY_PROPERTIES = ['metric', 'score', 'touchpoint'] as const

const isTold = (name: string): boolean => (KIND_FIELDS as readonly string[]).includes(name)
const isField = (name: string): boolean => (EVENT_FIELDS as readonly string[]).includes(name)

const namesIn = (conditions: readonly Condition[] = []): string[] => conditions.map(({ property }) => property)

/** The properties (and other fields of an event) that some conditions look at beyond what every kind tells. */
export const propertiesIn = (conditions: readonly Condition[] | undefined): readonly string[] =>
  [...new Set(namesIn(conditions))].filter((name) => !isTold(name)).sort()

/** The properties that a question needs kinds to tell. */
export const propertiesAsked = ({ where = [] }: EventFilter, recogniser?: Recogniser): readonly string[] => {
  const rules: readonly (EventMatch | undefined)[] = recogniser
    ? [...recogniser.touchpoints.flatMap(({ rules }) => rules), recogniser.entry, recogniser.success]
    : []
  return propertiesIn([...where, ...rules.flatMap((rule) => rule?.where ?? [])])
}

/** Present, and what it is; an absent one is the empty text. */
const PRESENT = '+'

/** Reads a kind from the text in which the engine keeps it: a JSON list of what it tells. */
export const kindOf = (text: string, properties: readonly string[]): Kind => {
  const [event = '', channel = '', source = '', ...told] = JSON.parse(text) as string[]
  const fields: Record<string, string> = { event, channel, source, party: '', store: '', adviser: '' }
  const kept: Record<string, string> = {}
  const names = event === SURVEY ? [...properties, ...SURVEY_PROPERTIES] : properties
  for (const [i, name] of names.entries()) {
    const value = told[i]
    if (!value?.startsWith(PRESENT)) continue
    if (isField(name)) fields[name] = value.slice(1)
    else setProperty(kept, name, value.slice(1))
  }
  return { ...fields, properties: kept } as Kind
}
