import { Type } from '@sinclair/typebox'
import type { Explored, View } from '../explorations/index.ts'
import { STATUS, total } from '../journeys/index.ts'
import { Refused } from '../kernel/index.ts'
import type { Estimate } from '../statistics/index.ts'
import { analysis } from './analysis.ts'
import { countSides, type Difference, peopleOfFigure, tellDifferences } from './comparison.ts'
import { equalFollowUp, hoursFollowed } from './equal-follow-up.ts'
import { countBeside } from './parts.ts'
import { asOfText, keysOf } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, EstimateShape, NeededMap, NullableNumber, nullable, oneOf, shape, Text } from './shapes.ts'
import { viewOfSide } from './side.ts'
import { contributionsOf, conversionEstimate, joinReach, type StageContribution, stageReach } from './stage-reach.ts'

interface Side {
  readonly map: string
  readonly journeys: number
  readonly ended: number
  readonly succeeded: number
  readonly conversion: Estimate
}

interface CompareBody {
  readonly asOf: string
  readonly a: Side
  readonly b: Side
  /** People who are on both sides. */
  readonly both: number
  readonly contributions: readonly StageContribution[] | null
  readonly differences: readonly Difference[]
}

const conditions = (side: string) =>
  Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
      maxItems: 20,
      description: `${side}: journeys of the people of whom an event fulfils this, such as store=Lille (repeat it)`,
    }),
  )
const segments = (side: string) =>
  Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      maxItems: 20,
      description: `${side}: journeys of the people of this named segment (repeat it)`,
    }),
  )
const said = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }))

const options = Type.Object({
  map: NeededMap,
  against: said('side b looks through this map instead (the target against the current one)'),
  a: conditions('side a'),
  b: conditions('side b'),
  aSegment: segments('side a'),
  bSegment: segments('side b'),
  aPeriod: said('side a: journeys entered in this period, FROM/TO'),
  bPeriod: said('side b: journeys entered in this period, FROM/TO'),
  aPersona: said('side a: journeys of this persona'),
  bPersona: said('side b: journeys of this persona'),
  aThrough: said('side a: journeys that passed through this channel'),
  bThrough: said('side b: journeys that passed through this channel'),
})

const sameSides = new Refused({
  code: 'same-sides',
  what: { fr: 'Les deux côtés sont les mêmes.', en: 'Both sides are the same.' },
  remedy: {
    fr: 'Dites en quoi ils diffèrent : par des conditions (a, b), un segment, une période, un persona ou un canal de chaque côté, ou par une autre carte (against).',
    en: 'Say how they differ: by conditions (a, b), a segment, a period, a persona or a channel of each side, or by another map (against).',
  },
})

const segmentUnmeant = new Refused({
  code: 'segment-not-here',
  what: { fr: 'Un segment nommé ne se demande pas ici.', en: 'A named segment cannot be asked for here.' },
  remedy: { fr: 'Dites ses conditions avec a ou b.', en: 'Say its conditions with a or b.' },
})

/** What is counted of one side of a part. */
const countSide = (side: Explored) => ({
  journeys: side.instances.count,
  ended: side.instances.status.filter((status) => status !== STATUS.open).length,
  succeeded: side.instances.status.filter((status) => status === STATUS.succeeded).length,
  reach: stageReach(side),
})

const tellSide = (map: string, parts: readonly ReturnType<typeof countSide>[]) => {
  const reach = joinReach(parts.map((part) => part.reach))
  const side: Side = {
    map,
    journeys: total(parts.map(({ journeys }) => journeys)),
    ended: total(parts.map(({ ended }) => ended)),
    succeeded: total(parts.map(({ succeeded }) => succeeded)),
    conversion: conversionEstimate(reach),
  }
  return { side, reach }
}

/** People who are on both sides. */
const onBoth = (left: Explored, right: Explored): string[] => {
  const onRight = new Set(keys(right))
  return [...new Set(keys(left))].filter((key) => onRight.has(key))
}

const keys = ({ table, instances }: Explored, of: (status: number | undefined) => boolean = () => true) =>
  keysOf(
    table,
    instances.caseOf.filter((_, i) => of(instances.status[i])),
  )
const SideShape = shape({ map: Text, journeys: Count, ended: Count, succeeded: Count, conversion: EstimateShape })
const MEASURED = {
  success: { fr: 'réussite', en: 'success' },
  drop_off: { fr: 'abandon', en: 'drop-off' },
  lived: { fr: 'vécu', en: 'lived' },
  seconds: { fr: 'durée médiane', en: 'median time' },
  nps: { fr: 'NPS', en: 'NPS' },
  csat: { fr: 'CSAT', en: 'CSAT' },
  ces: { fr: 'CES', en: 'CES' },
} as const

/** How two sides differ. */
export const compareAnalysis = analysis<typeof options, CompareBody>({
  name: 'compare',
  does: 'how two periods, segments, stores or maps differ, the stages that make the difference first',
  options,
  body: answerShape('How two sides differ (a - b); contributions add up to the difference of conversions', {
    a: SideShape,
    b: SideShape,
    both: Count,
    contributions: nullable(
      Type.Array(
        shape({ stage: Text, value: Type.Number(), low: Type.Number(), high: Type.Number(), q: Type.Number() }),
      ),
    ),
    differences: Type.Array(
      shape({
        measured: oneOf(['success', 'drop_off', 'lived', 'seconds', 'nps', 'csat', 'ces'], { description: 'what' }),
        at: Text,
        withinSeconds: Type.Union([Type.Number(), Type.Null()], {
          description: 'So long after entry, of the journeys of either side that were followed as long.',
        }),
        a: EstimateShape,
        b: EstimateShape,
        difference: EstimateShape,
        p: NullableNumber,
        q: NullableNumber,
      }),
    ),
  }),
  people:
    'a, b (journeys of a side), a:ended, b:ended, a:succeeded, b:succeeded, both (people on both), a:MEASURED, a:MEASURED@AT (whom a figure is over, such as b:drop_off@decide)',
  answer: async (ports, asked) => {
    const { map, against = map, a = [], b = [], aSegment, bSegment } = asked.options
    // What a segment means is written into its side before; without it the side would be everybody.
    if (aSegment ?? bSegment) throw segmentUnmeant
    const { aPeriod, bPeriod, aPersona, bPersona, aThrough, bThrough } = asked.options
    const side = (who: readonly string[], period?: string, persona?: string, through?: string) => ({
      who,
      ...(period !== undefined && { period }),
      ...(persona !== undefined && { persona }),
      ...(through !== undefined && { through }),
    })
    const [one, other] = [
      { map, ...side(a, aPeriod, aPersona, aThrough) },
      { map: against, ...side(b, bPeriod, bPersona, bThrough) },
    ]
    if (JSON.stringify(one) === JSON.stringify(other)) throw sameSides
    const views: readonly [View, View] = [await viewOfSide(ports, asked, one), await viewOfSide(ports, asked, other)]
    const hours = await countBeside(ports, views, (...sides) => sides.map(hoursFollowed))
    const alike = equalFollowUp(
      views.map((view) => view.map),
      views.map((_, side) => hours.counts.flatMap((part) => part[side] ?? [])),
    )
    const { asOf, counts } = await countBeside(ports, views, (left, right = left) => ({
      a: countSide(left),
      b: countSide(right),
      both: onBoth(left, right).length,
      differing: countSides(left, right, alike),
    }))
    const [left, right] = (['a', 'b'] as const).map((side, at) =>
      tellSide(
        views[at]?.map.id ?? '',
        counts.map((part) => part[side]),
      ),
    ) as [ReturnType<typeof tellSide>, ReturnType<typeof tellSide>]
    const who = async (of: (left: Explored, right: Explored) => readonly string[]) =>
      (await countBeside(ports, views, (left, right = left) => of(left, right))).counts.flat()
    return {
      body: {
        asOf: asOfText(asOf),
        a: left.side,
        b: right.side,
        both: total(counts.map(({ both }) => both)),
        contributions: contributionsOf(left.reach, right.reach) ?? null,
        differences: tellDifferences(
          counts.map(({ differing }) => differing),
          ports.look,
        ),
      },
      people: async (of) => {
        if (of === 'both') return who(onBoth)
        const [, name, what, at = ''] = /^([ab])(?::([a-z_]+)(?:@(.+))?)?$/.exec(of) ?? []
        if (name === undefined) return undefined
        const beside = (of: (side: Explored) => readonly string[]) =>
          who((left, right) => of(name === 'a' ? left : right))
        if (what === undefined) return beside((side) => keys(side))
        if (what === 'ended') return beside((side) => keys(side, (status) => status !== STATUS.open))
        if (what === 'succeeded') return beside((side) => keys(side, (status) => status === STATUS.succeeded))
        let known = true
        const found = await beside((side) => {
          const people = peopleOfFigure(side, alike, what, at)
          known &&= people !== undefined
          return people ?? []
        })
        return known ? found : undefined
      },
    }
  },
  tables: ({ a, b, contributions, differences }) => [
    {
      name: 'contributions',
      title: {
        fr: 'Les étapes qui font l’écart de conversion',
        en: 'The stages that make the difference in conversion',
      },
      ...(contributions === null && {
        note: {
          fr: 'Les deux cartes n’ont pas les mêmes étapes, ou personne n’y a encore épuisé son temps.',
          en: 'The two maps do not have the same stages, or nobody’s time there has run out yet.',
        },
      }),
      columns: [
        column('stage', 'text', 'étape', 'stage'),
        column('value', 'share', 'écart', 'difference'),
        column('low', 'share', 'de', 'from'),
        column('high', 'share', 'à', 'to'),
        column('q', 'p', 'q', 'q'),
      ],
      rows: (contributions ?? []).map(({ stage, value, low, high, q }) => [stage, value, low, high, q]),
    },
    {
      name: 'differences',
      title: {
        fr: `Les écarts : a (${a.journeys} parcours) moins b (${b.journeys})`,
        en: `The differences: a (${a.journeys} journeys) less b (${b.journeys})`,
      },
      columns: [
        { ...column('measured', 'text', '', ''), said: MEASURED },
        column('at', 'text', 'où', 'where'),
        column('within_seconds', 'seconds', 'dans un délai de', 'within'),
        column('a', 'estimate', 'a', 'a'),
        column('b', 'estimate', 'b', 'b'),
        column('difference', 'estimate', 'écart', 'difference'),
        column('q', 'p', 'q', 'q'),
      ],
      rows: differences.map((one) => [one.measured, one.at, one.withinSeconds, one.a, one.b, one.difference, one.q]),
    },
  ],
})
