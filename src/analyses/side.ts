import { parseCondition } from '../events/index.ts'
import type { View } from '../explorations/index.ts'
import { inOrder, instantFrom } from '../journeys/index.ts'
import { type Instant, orThrow, Refused } from '../kernel/index.ts'
import type { AnalysisPorts, Scope } from './analysis.ts'

/** One side of a comparison: a map, and which journeys among those of the scope. */
export interface SideAsked {
  readonly map: string
  readonly who: readonly string[]
  /** `FROM/TO`, dates or instants, of journeys by when they were entered. */
  readonly period?: string
  readonly persona?: string
  readonly through?: string
}

const unreadable = (text: string) =>
  new Refused({
    code: 'unreadable-period',
    what: { fr: `« ${text} » n’est pas une période.`, en: `"${text}" is not a period.` },
    remedy: { fr: 'Écrivez 2025-01-01/2025-04-01.', en: 'Write 2025-01-01/2025-04-01.' },
  })

/** The instants of `FROM/TO`; a date without a zone is the workspace's. */
export const periodOfText = (text: string, zone?: string): { readonly from: Instant; readonly to: Instant } => {
  const [from, to, ...more] = text.split('/')
  if (from === undefined || to === undefined || more.length > 0) throw unreadable(text)
  try {
    return inOrder({ from: instantFrom(from, zone), to: instantFrom(to, zone) })
  } catch (problem) {
    throw problem instanceof Refused && problem.refusal.code === 'unreadable-time' ? unreadable(text) : problem
  }
}

/** What one side looks at. Its conditions come on top of those of the scope; its period, persona and channel replace them. */
export const viewOfSide = async (ports: AnalysisPorts, scope: Scope, side: SideAsked): Promise<View> => {
  const who = [...(scope.look.who ?? []), ...side.who.map((text) => orThrow(parseCondition(text)))]
  const look = {
    ...scope.look,
    ...(who.length > 0 && { who }),
    ...(side.period !== undefined && { period: { ...periodOfText(side.period, scope.zone), by: 'entered' as const } }),
    ...(side.persona !== undefined && { persona: side.persona }),
    ...(side.through !== undefined && { through: side.through }),
  }
  return { ...scope, look, ...(await ports.map(side.map)) }
}
