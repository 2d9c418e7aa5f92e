import { jaroWinkler, Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { ownPersonas } from './persona.ts'

const MOST_NAMED = 8

/** Those that exist, the likest first. */
const named = (wrong: string, known: Iterable<string>): string =>
  [...new Set(known)]
    .filter((name) => name !== '')
    .sort((a, b) => jaroWinkler(wrong, b) - jaroWinkler(wrong, a))
    .slice(0, MOST_NAMED)
    .join(', ')

/** Nobody is of a persona that the map does not have: an answer of nobody would be read as a figure. */
export const refuseUnknownPersona = (map: JourneyMap, persona: string | undefined): void => {
  const known = [...(map.perimeter?.personas ?? []), ...ownPersonas(map)]
  if (persona === undefined || known.length === 0 || known.includes(persona)) return
  const list = named(persona, known)
  throw new Refused({
    code: 'unknown-persona',
    what: {
      fr: `La carte « ${map.id} » n’a pas de persona « ${persona} ».`,
      en: `The map "${map.id}" has no persona "${persona}".`,
    },
    remedy: { fr: `Ses personas : ${list}.`, en: `Its personas: ${list}.` },
  })
}

/** Nothing ever happened on a channel, and the map has none so called. */
export const unknownChannel = (channel: string, known: Iterable<string>): Refused => {
  const list = named(channel, known)
  return new Refused({
    code: 'unknown-channel',
    what: {
      fr: `Rien n’est jamais passé par un canal nommé « ${channel} ».`,
      en: `Nothing ever happened on a channel called "${channel}".`,
    },
    remedy:
      list === ''
        ? { fr: 'Un canal s’écrit tel qu’il a été reçu.', en: 'A channel is named as it was received.' }
        : { fr: `Canaux connus : ${list}.`, en: `Known channels: ${list}.` },
  })
}
