import { Temporal } from 'temporal-polyfill'
import { parseCondition } from '../events/index.ts'
import type { Explored } from '../explorations/index.ts'
import { type Instant, orThrow, Refused } from '../kernel/index.ts'
import type { AnalysisPorts, Scope } from './analysis.ts'
import { readLives } from './read-scope.ts'

/** One side of a comparison: a map, and which journeys among those of the scope. */
export interface SideAsked {
  readonly map: string
  readonly who: readonly string[]
  /** `FROM/TO`, dates or instants, of journeys by when they were entered. */
  readonly period?: string
  readonly persona?: string
  readonly through?: string
}

const ZONE = 'Europe/Paris'

const instant = (text: string): Instant => {
  if (/[zZ]$|[+-]\d\d(?::?\d\d)?$/.test(text) && text.includes('T'))
    return Temporal.Instant.from(text).epochMilliseconds
  return Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).epochMilliseconds
}

const unreadable = (text: string) =>
  new Refused({
    code: 'unreadable-period',
    what: { fr: `« ${text} » n’est pas une période.`, en: `"${text}" is not a period.` },
    remedy: { fr: 'Écrivez 2025-01-01/2025-04-01.', en: 'Write 2025-01-01/2025-04-01.' },
  })

/** The instants of `FROM/TO`; a date without a zone is the workspace's. */
export const periodOfText = (text: string): { readonly from: Instant; readonly to: Instant } => {
  const [from, to, ...more] = text.split('/')
  if (from === undefined || to === undefined || more.length > 0) throw unreadable(text)
  try {
    return { from: instant(from), to: instant(to) }
  } catch (problem) {
    if (problem instanceof RangeError) throw unreadable(text)
    throw problem
  }
}

/** Reads one side. Its conditions come on top of those of the scope; its period, persona and channel replace them. */
export const readSide = (ports: AnalysisPorts, scope: Scope, side: SideAsked): Promise<Explored> => {
  const who = [...(scope.look.who ?? []), ...side.who.map((text) => orThrow(parseCondition(text)))]
  const look = {
    ...scope.look,
    ...(who.length > 0 && { who }),
    ...(side.period !== undefined && { period: { ...periodOfText(side.period), by: 'entered' as const } }),
    ...(side.persona !== undefined && { persona: side.persona }),
    ...(side.through !== undefined && { through: side.through }),
  }
  return readLives(ports, { ...scope, look }, side.map)
}
