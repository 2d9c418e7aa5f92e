import { Type } from '@sinclair/typebox'
import type { PathVariants } from '../journeys/index.ts'
import { type Instant, rate } from '../kernel/index.ts'
import type { Estimate } from '../statistics/index.ts'
import { type AnalysisPorts, analysis, type Scope } from './analysis.ts'
import { codesOf } from './event-codes.ts'
import { surveyed } from './parts.ts'
import { pathsInParts, type ReadPaths, shareOfPaths, type Timed } from './paths-in-parts.ts'
import { pathsReduced, readReduced } from './read-paths.ts'
import { asOfText, keysOf } from './read-scope.ts'
import { column, timesColumn } from './result-table.ts'
import type { PeoplesPaths } from './sequences.ts'
import { answerShape, CasesOption, Count, EstimateShape, MapOption, RateShape, shape, Text } from './shapes.ts'
import {
  chooseVariants,
  type NamedPaths,
  namesAlong,
  type PathLived,
  pathsIn,
  secondsOf,
  whoLived,
} from './variants.ts'

interface VariantsBody {
  readonly asOf: string
  readonly all: number
  readonly variants: number
  readonly cases: number
  readonly top: readonly PathLived[]
}

const names = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 2000, description }))

const options = Type.Object({
  map: MapOption,
  cases: CasesOption,
  contains: names('only ways that hold one of these ("A|B")'),
  starts: names('only ways that begin with one of these'),
  ends: names('only ways that end with one of these'),
  top: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 50, description: 'how many ways to list' })),
})

/** Distinct paths, how long they took, and who lived them. */
interface ReadWays {
  readonly asOf: Instant
  readonly paths: NamedPaths
  readonly ways: Omit<PathVariants, 'of'>
  /** Case by case, where one person may have several. */
  readonly lived?: PeoplesPaths
  seconds(ways: readonly number[]): readonly Estimate[] | Promise<readonly Estimate[]>
  keys(ways: readonly number[]): readonly string[] | Promise<readonly string[]>
}

const NOT_KNOWN: Estimate = { value: null, low: null, high: null, n: 0 }

/** Every case, compared here; those that are read in parts, by what distinct paths each part has. */
const everyWay = async (
  ports: AnalysisPorts,
  scope: Scope,
  map: string | undefined,
  cases: string | undefined,
): Promise<ReadWays> => {
  const all = await surveyed(ports, scope, map, cases)
  if (!all.whole) return distinctWays(await pathsInParts(all))
  const { table, asOf } = all.whole
  const ways = pathsIn(table)
  return {
    asOf,
    paths: table,
    ways,
    ...(table.people && { lived: { people: table.people, path: ways.of } }),
    seconds: (wanted) => secondsOf(table, ways, wanted),
    keys: (wanted) => keysOf(table, whoLived(ways, wanted)),
  }
}

/** Ways that have been told apart already. */
const distinctWays = ({ asOf, activities, sequences, lived, seconds, keys }: ReadPaths & Timed): ReadWays => {
  const { begins, ends, code, weights = new Uint32Array(0) } = sequences
  return {
    asOf,
    paths: { begins, ends, activity: Uint32Array.from(code), activities },
    ways: { count: weights.length, first: Uint32Array.from(weights.keys()), cases: weights },
    ...(lived && { lived }),
    seconds,
    keys,
  }
}

/** Which ways were lived, exactly. */
export const variantsAnalysis = analysis<typeof options, VariantsBody>({
  name: 'variants',
  does: 'the distinct paths that people or cases lived, commonest first, of events as they are or as a map names them',
  options,
  body: answerShape('The distinct paths, commonest first; shares are of every case', {
    all: { ...Count, description: 'Every case.' },
    variants: { ...Count, description: 'Distinct paths among those asked for.' },
    cases: { ...Count, description: 'Cases that lived one of these.' },
    top: Type.Array(shape({ path: Type.Array(Text), cases: Count, share: RateShape, seconds: EstimateShape })),
  }),
  people: 'all, cases (that lived one of the ways asked for), variant:N (way N of the list)',
  answer: async (ports, asked) => {
    const { map, cases, contains, starts, ends, top = 50 } = asked.options
    const reduced = await readReduced(ports, asked, map, cases)
    const read = reduced ? distinctWays(await pathsReduced(reduced)) : await everyWay(ports, asked, map, cases)
    const { paths, ways } = read
    const casesOf = (v: number) => ways.cases[v] ?? 0
    const everybody = ways.cases.reduce((sum, each) => sum + each, 0)
    const { kept, best } = chooseVariants(paths, ways, {
      top,
      ...(contains !== undefined && { contains: codesOf(contains, paths) }),
      ...(starts !== undefined && { starts: codesOf(starts, paths) }),
      ...(ends !== undefined && { ends: codesOf(ends, paths) }),
    })
    const seconds = await read.seconds(best)
    const shareOf = shareOfPaths(read.lived)
    return {
      body: {
        asOf: asOfText(read.asOf),
        all: everybody,
        variants: kept.length,
        cases: kept.reduce((sum, v) => sum + casesOf(v), 0),
        top: best.map((v, place) => ({
          path: namesAlong(paths, ways.first[v] ?? 0),
          cases: casesOf(v),
          share: shareOf?.(v) ?? rate(casesOf(v), everybody),
          seconds: seconds[place] ?? NOT_KNOWN,
        })),
      },
      people: (of) => {
        if (of === 'all') return read.keys(Array.from(ways.cases, (_, v) => v))
        if (of === 'cases') return read.keys(kept)
        const wanted = best[Number(/^variant:([1-9]\d{0,4})$/.exec(of)?.[1]) - 1]
        return wanted === undefined ? undefined : read.keys([wanted])
      },
    }
  },
  tables: ({ all, variants, top }) => [
    {
      name: 'variants',
      title: { fr: 'Les variantes', en: 'The variants' },
      note: {
        fr: `${variants} façons différentes, de ${all} personnes ou cas.`,
        en: `${variants} different ways, of ${all} people or cases.`,
      },
      columns: [
        column('cases', 'count', 'personnes ou cas', 'people or cases'),
        column('share', 'rate', 'de tous', 'of all'),
        timesColumn('seconds', 'durée médiane', 'median time'),
        column('path', 'text', 'chemin', 'path'),
      ],
      rows: top.map(({ path, cases, share, seconds }) => [cases, share, seconds, path.join(' > ')]),
    },
  ],
})
