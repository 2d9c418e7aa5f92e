import { type Event, propertyValue } from '../events/index.ts'
import { plainWords } from './face.ts'
import type { Text, TextStore } from './said.ts'
import { QUIET_EVENTS, QUIET_PROPERTIES, SPOKEN } from './spoken.ts'

const textsOf = ({ event, properties }: Event): Text['texts'] =>
  QUIET_EVENTS.includes(event)
    ? []
    : Object.entries(properties)
        .map(([property, stored]) => {
          const value = stored.startsWith('"') ? propertyValue(stored) : stored
          return { property, text: typeof value === 'string' ? value : stored }
        })
        .filter(
          ({ property, text }) =>
            text !== '' &&
            !QUIET_PROPERTIES.some((start) => property.startsWith(start)) &&
            (text.includes(' ') || SPOKEN.includes(property)),
        )

/** What people said, from events at hand: the twin of the real store. */
export const createMemoryTextStore = (events: readonly Event[]): TextStore => {
  const all = () => events.map((event) => ({ event, texts: textsOf(event) })).filter(({ texts }) => texts.length > 0)
  return {
    refresh: async (workspace) => all().filter(({ event }) => event.workspace === workspace).length,
    find: async (workspace, words, most) =>
      all()
        .filter(({ event, texts }) => {
          const said = texts.flatMap(({ text }) => plainWords(text))
          return event.workspace === workspace && words.every((word) => said.some((each) => each.startsWith(word)))
        })
        .sort((one, other) => other.event.at - one.event.at || (one.event.id < other.event.id ? 1 : -1))
        .slice(0, most)
        .map(({ event: { id, at, event, channel, source, identifier }, texts }) => ({
          ...{ id, at, event, channel, source, identifier },
          texts,
        })),
  }
}
