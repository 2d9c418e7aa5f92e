import { spansOf } from '../journeys/index.ts'
import type { AnalysisPorts, Reduced, Scope } from './analysis.ts'
import { keysOf, readCases } from './read-scope.ts'
import type { Sequences } from './sequences.ts'

/** The paths of cases: one each, or the distinct ones with how many lived them. */
export interface ReadPaths {
  readonly activities: readonly string[]
  readonly asOf: number
  readonly cases: number
  readonly sequences: Sequences
  /** The keys of the cases behind some paths, by number. */
  keys(paths: ArrayLike<number>): readonly string[] | Promise<readonly string[]>
}

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
export const pathsReduced = async (reduced: Reduced): Promise<ReadPaths> => {
  const { starts, code, cases, whose } = await reduced.paths()
  return {
    activities: reduced.names,
    asOf: reduced.asOf,
    cases: cases.reduce((sum, each) => sum + each, 0),
    sequences: spansOf({ starts, code, at: Float64Array.from(code.keys()), weights: cases }),
    keys: whose,
  }
}

/** Every case. */
export const pathsRead = async (
  ports: AnalysisPorts,
  scope: Scope,
  mapName: string | undefined,
  split?: string,
): Promise<ReadPaths> => {
  const { table, asOf } = await readCases(ports, scope, mapName, split)
  return {
    activities: table.activities,
    asOf,
    cases: table.keys.length,
    sequences: { ...table, code: table.activity },
    keys: (cases) => keysOf(table, cases),
  }
}
