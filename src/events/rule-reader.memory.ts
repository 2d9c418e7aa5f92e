import type { Event } from './event.ts'
import { propertyOf, propertyValue } from './event.ts'
import { itself, type PersonOf } from './person.ts'
import { hidden, isPersonal, masked, maskedIdentifier } from './personal.ts'
import {
  MOST_NAMES,
  MOST_SAMPLES,
  MOST_VALUES,
  type RulePreview,
  type RuleReader,
  rivals,
  type Told,
} from './rule-reader.ts'
import { EVENT_FIELDS, type EventField, type EventMatch, matches } from './where.ts'

const counted = (texts: readonly string[], most: number): readonly Told[] => {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .map(([name, events]) => ({ name, events }))
    .sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1))
    .slice(0, most)
}

const isField = (name: string): name is EventField => (EVENT_FIELDS as readonly string[]).includes(name)
const textOf = (event: Event, name: string): string => {
  if (isField(name)) return event[name]
  const stored = propertyOf(event.properties, name)
  const value = stored === undefined ? '' : propertyValue(stored)
  return typeof value === 'string' ? value : (stored ?? '')
}
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Looks at events at hand: the twin of the engine’s reader. */
export const createMemoryRuleReader = (events: readonly Event[], personOf: PersonOf = itself): RuleReader => {
  const of = (workspace: string, names: readonly string[] = []) =>
    events.filter((each) => each.workspace === workspace && (names.length === 0 || names.includes(each.event)))
  return {
    names: async (workspace) =>
      counted(
        of(workspace).map(({ event }) => event),
        MOST_NAMES,
      ),
    properties: async (workspace, names) =>
      counted(
        of(workspace, names).flatMap(({ properties }) => Object.keys(properties)),
        MOST_NAMES,
      ),
    values: async (workspace, names, property, containing) =>
      isPersonal(property)
        ? []
        : counted(
            of(workspace, names)
              .map((event) => textOf(event, property))
              .filter((text) => text !== '' && text.toLowerCase().includes(containing.toLowerCase())),
            MOST_VALUES,
          ).filter(({ name }) => hidden(name) === name),
    preview: async (question): Promise<RulePreview> => {
      const all = of(question.workspace)
      const any = (rules: readonly EventMatch[], event: Event) => rules.some((rule) => matches(rule, event))
      const mine = all.filter((event) => any(question.match, event))
      const others = question.others.flatMap(({ match }) => match)
      const off = (rules: readonly EventMatch[]) =>
        all.filter((event) => !any(others, event) && !any(rules, event)).length
      const days = all.map(({ at }) => dayOf(at)).sort()
      return {
        total: all.length,
        events: mine.length,
        people: new Set(mine.map(({ identifier }) => personOf(identifier))).size,
        channels: counted(
          mine.map(({ channel }) => channel),
          MOST_NAMES,
        ),
        days: counted(
          mine.map(({ at }) => dayOf(at)),
          100_000,
        ).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        span: days.length === 0 ? null : { from: days[0] ?? '', to: days.at(-1) ?? '' },
        samples: mine
          .toSorted((a, b) => b.at - a.at)
          .slice(0, MOST_SAMPLES)
          .map(({ at, event, channel, store, identifier, properties }) => ({
            at,
            event,
            channel,
            store,
            person: maskedIdentifier(identifier),
            properties: Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, masked(k, v)])),
          })),
        overlaps: rivals(question)
          .map(({ id, match }) => ({ id, events: mine.filter((event) => any(match, event)).length }))
          .filter(({ events: n }) => n > 0)
          .sort((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1)),
        offMap: { before: off(question.formerly), after: off(question.match) },
      }
    },
  }
}
