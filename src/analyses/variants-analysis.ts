import { Type } from '@sinclair/typebox'
import { analysis } from './analysis.ts'
import { codesOf } from './event-codes.ts'
import { asOfText, keysOf, readCases } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, CasesOption, Count, EstimateShape, MapOption, RateShape, shape, Text } from './shapes.ts'
import { type PathLived, variantsOf } from './variants.ts'

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
    const { table, asOf } = await readCases(ports, asked, map, cases)
    const {
      livedBy,
      asked: every,
      ...answer
    } = variantsOf(table, {
      top,
      ...(contains !== undefined && { contains: codesOf(contains, table) }),
      ...(starts !== undefined && { starts: codesOf(starts, table) }),
      ...(ends !== undefined && { ends: codesOf(ends, table) }),
    })
    return {
      body: { asOf: asOfText(asOf), all: table.keys.length, ...answer },
      people: (of) => {
        if (of === 'all') return [...table.keys]
        if (of === 'cases') return keysOf(table, every())
        const place = Number(/^variant:([1-9]\d{0,4})$/.exec(of)?.[1])
        return place <= answer.top.length ? keysOf(table, livedBy(place - 1)) : undefined
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
        column('seconds', 'estimate', 'durée médiane (s)', 'median time (s)'),
        column('path', 'text', 'chemin', 'path'),
      ],
      rows: top.map(({ path, cases, share, seconds }) => [cases, share, seconds, path.join(' > ')]),
    },
  ],
})
