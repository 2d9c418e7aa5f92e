import type { Followed } from '../journeys/index.ts'
import { type LoggedJourney, loggedJourneys } from './event-log.ts'
import { ocelOf } from './ocel.ts'
import { xesOf } from './xes.ts'

export const LOG_FORMATS = ['xes', 'ocel'] as const
export type LogFormat = (typeof LOG_FORMATS)[number]

async function* journeysOf(parts: AsyncIterable<Followed>): AsyncGenerator<LoggedJourney> {
  for await (const part of parts) yield* loggedJourneys(part)
}

/** The journeys of a map as an event log, piece by piece: one part of all people after another, each whole in one. */
export const logOf = (format: LogFormat, map: string, parts: () => AsyncIterable<Followed>): AsyncIterable<string> =>
  format === 'xes' ? xesOf(map, journeysOf(parts())) : ocelOf(map, () => journeysOf(parts()))

/** A log of which so much has been written that nothing refuses it any more: its head, and its first journey. */
export const begun = async (pieces: AsyncIterable<string>): Promise<AsyncIterable<string>> => {
  const rest = pieces[Symbol.asyncIterator]()
  const first = [await rest.next(), await rest.next()]
  return (async function* () {
    for (const { done, value } of first) if (!done) yield value
    yield* { [Symbol.asyncIterator]: () => rest }
  })()
}
