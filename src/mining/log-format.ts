import type { Followed } from '../journeys/index.ts'
import { loggedJourneys } from './event-log.ts'
import { ocelOf } from './ocel.ts'
import { xesOf } from './xes.ts'

export const LOG_FORMATS = ['xes', 'ocel'] as const
export type LogFormat = (typeof LOG_FORMATS)[number]

/** The journeys of a map as an event log, piece by piece. */
export const logOf = (format: LogFormat, lives: Followed): Iterable<string> =>
  format === 'xes' ? xesOf(lives.map.id, loggedJourneys(lives)) : ocelOf(lives.map.id, () => loggedJourneys(lives))
