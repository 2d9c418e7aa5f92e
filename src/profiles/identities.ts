import type { Id } from '../kernel/index.ts'
import type { Identifier } from './identifier.ts'

/** Under whom the events of one text are counted: the strongest identifier of its profile; itself where nothing ties it. */
export interface Identity {
  /** As events spell it. */
  readonly identifier: string
  readonly profile: string
  readonly formerly: string
}

/** Port: what counts people by their events. It is told each change; the same change told again is harmless. */
export interface Identities {
  /** A number above which none was told before this process began: who keeps the numbers may have been restored since. */
  last(workspace: Id<'Workspace'>): Promise<number>
  /** Each telling has a number of its own, above all before it. */
  keep(workspace: Id<'Workspace'>, changes: readonly Identity[], telling: number): Promise<void>
}

/** The spellings of each identifier. */
export const bySpelling = (pairs: Iterable<readonly [spelling: string, Identifier]>): Map<Identifier, string[]> => {
  const spellings = new Map<Identifier, string[]>()
  for (const [spelling, known] of pairs) {
    const mine = spellings.get(known)
    if (mine) mine.push(spelling)
    else spellings.set(known, [spelling])
  }
  return spellings
}
