import { spansOf } from '../journeys/index.ts'
import type { AnalysisPorts, Reduced, Scope } from './analysis.ts'
import { waitsBetween } from './flow.ts'
import { surveyed } from './parts.ts'
import { pathsInParts, type ReadPaths, type Timed } from './paths-in-parts.ts'
import { keysOf } from './read-scope.ts'
import { inOrderOf } from './sequences.ts'

/** What the engine tells of cases that are too many for this machine; `undefined` where they are not, or where it cannot. */
export const readReduced = async (
  ports: AnalysisPorts,
  scope: Scope,
  mapName: string | undefined,
  split?: string,
): Promise<Reduced | undefined> => {
  if (!ports.reduced || (split !== undefined && split !== 'person')) return undefined
  return ports.reduced(scope, mapName === undefined ? undefined : (await ports.map(mapName)).map)
}

/** The distinct paths that the engine has reduced cases to. In order, and at no instant of theirs: what is asked is not of their times. */
export const pathsReduced = async (reduced: Reduced): Promise<ReadPaths & Timed> => {
  const { starts, code, cases, seconds, whose } = await reduced.paths()
  return {
    activities: reduced.names,
    asOf: reduced.asOf,
    cases: cases.reduce((sum, each) => sum + each, 0),
    sequences: spansOf({ starts, code, at: inOrderOf(code.length), weights: cases }),
    keys: whose,
    seconds,
    waits: (pairs) => reduced.waits(pairs),
  }
}

/** Every case at hand; of cases that are read in parts, the distinct paths. */
export const pathsRead = async (
  ports: AnalysisPorts,
  scope: Scope,
  mapName: string | undefined,
  split?: string,
): Promise<ReadPaths> => {
  const all = await surveyed(ports, scope, mapName, split)
  if (!all.whole) return pathsInParts(all)
  const { table, asOf } = all.whole
  const sequences = { ...table, code: table.activity }
  return {
    activities: table.activities,
    asOf,
    cases: table.keys.length,
    sequences,
    ...(table.people && { lived: { people: table.people, path: table.begins.map((_, c) => c) } }),
    keys: (cases) => keysOf(table, cases),
    waits: (pairs) => waitsBetween(sequences, table.activities.length, pairs, table.people),
  }
}

export type { ReadPaths }
