import { Type } from '@sinclair/typebox'
import {
  type CaseSpans,
  type CaseTable,
  type Conformance,
  draftMap,
  eventsInSpans,
  livedOf,
} from '../journeys/index.ts'
import { Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { activitiesOf, discoverTree, mapOfTree, type Trace, treeText } from '../mining/index.ts'
import { analysis } from './analysis.ts'
import { asOfText, readCases } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, NullableNumber, RateShape, shape, Text } from './shapes.ts'

interface DiscoverBody {
  readonly asOf: string
  readonly cases: number
  readonly activities: number
  readonly leftOff: readonly string[]
  readonly noise: number
  readonly tree: string
  readonly simplified: readonly string[]
  readonly map: JourneyMap
  readonly conformance: Pick<Conformance, 'fitness' | 'fitnessLow' | 'fitnessHigh' | 'perfectShare'>
}

const options = Type.Object({
  id: Type.Optional(
    Type.String({
      pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,99}$',
      default: 'discovered',
      description: 'the id of the draft map',
    }),
  ),
  noise: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.2,
      description: 'leave out what follows in a smaller share of the usual',
    }),
  ),
  minShare: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.01,
      description: 'leave off what happens in a smaller share of cases',
    }),
  ),
})

const nothing = new Refused({
  code: 'nothing-to-discover',
  what: { fr: 'Aucun événement : il n’y a rien à découvrir.', en: 'No event: there is nothing to discover.' },
  remedy: { fr: 'Élargissez les filtres, ou importez un journal.', en: 'Widen the filters, or import a log.' },
})

/** Cases one behind the other, their activities in the order of names: what is discovered does not depend on who came first. */
const byName = ({ begins, ends, ...table }: CaseSpans): CaseTable => {
  const activities = [...new Set(table.activities)].sort()
  const code = new Map(activities.map((name, at) => [name, at]))
  const codes = table.activities.map((name) => code.get(name) ?? 0)
  const events = eventsInSpans({ begins, ends })
  const [at, activity, channel] = [new Float64Array(events), new Uint32Array(events), new Uint16Array(events)]
  const starts = new Uint32Array(begins.length + 1)
  for (let c = 0, next = 0; c < begins.length; c++) {
    for (let e = begins[c] ?? 0; e < (ends[c] ?? 0); e++, next++) {
      at[next] = table.at[e] ?? 0
      activity[next] = codes[table.activity[e] ?? 0] ?? 0
      channel[next] = table.channel[e] ?? 0
    }
    starts[c + 1] = next
  }
  return { ...table, activities, starts, at, activity, channel }
}

/** The cases as traces of the activities that are kept. */
const tracesOf = ({ keys, starts, activity }: CaseTable, kept: ReadonlySet<number>): Trace[] =>
  keys.map((_, c) => ({
    activities: Array.from(activity.subarray(starts[c], starts[c + 1])).filter((code) => kept.has(code)),
    count: 1,
  }))

/** A draft map by the inductive miner. */
export const discoverAnalysis = analysis<typeof options, DiscoverBody>({
  name: 'discover',
  does: 'a draft map discovered by the inductive miner, with a noise threshold and its fitness',
  options,
  body: answerShape('A process tree discovered from cases, and the draft map that stands for it (parcours/1)', {
    cases: Count,
    activities: Count,
    leftOff: Type.Array(Text, { description: 'Activities in too few cases.' }),
    noise: Type.Number(),
    tree: Text,
    simplified: Type.Array(Text, { description: 'Blocks of the tree that the map’s format cannot say, flattened.' }),
    map: Type.Object({ format: Type.Literal('parcours/1'), id: Text }, { additionalProperties: true }),
    conformance: shape({
      fitness: NullableNumber,
      fitnessLow: NullableNumber,
      fitnessHigh: NullableNumber,
      perfectShare: RateShape,
    }),
  }),
  people: 'cases',
  answer: async (ports, asked) => {
    const { id = 'discovered', noise = 0.2, minShare = 0.01 } = asked.options
    const { table: read, asOf } = await readCases(ports, asked, undefined)
    const table = byName(read)
    if (table.at.length === 0) throw nothing
    const drafted = draftMap(table, { id, title: id, source: asked.filter.source ?? 'log', asOf, minShare })
    const known = new Set([...drafted.facts.values()].map(({ activity }) => activity))
    const kept = new Set(table.activities.flatMap((name, code) => (known.has(name) ? [code] : [])))
    const tree = discoverTree(tracesOf(table, kept), noise)
    const { map, simplified } = mapOfTree(tree, table.activities, drafted.map)
    const text = treeText(tree, table.activities)
    // The map is what was just discovered: of one tree there are several, whose times are those of who was looked at.
    const lives = await ports.explorer.explore({ ...asked, map, hash: `discovered ${JSON.stringify(map)}` })
    const { fitness, fitnessLow, fitnessHigh, perfectShare } = livedOf(lives, { unitCosts: true }).conformance
    return {
      body: {
        asOf: asOfText(asOf),
        cases: table.keys.length,
        activities: activitiesOf(tree).length,
        leftOff: drafted.leftOff.map(({ activity }) => activity),
        noise,
        tree: text,
        simplified,
        map,
        conformance: { fitness, fitnessLow, fitnessHigh, perfectShare },
      },
      people: (of) => (of === 'cases' ? table.keys : undefined),
    }
  },
  tables: ({ tree, map, conformance, noise }) => [
    {
      name: 'touchpoints',
      title: { fr: 'La carte découverte', en: 'The map discovered' },
      note: {
        fr: `${tree} ; bruit ${noise}, fitness ${conformance.fitness?.toFixed(4) ?? '–'}`,
        en: `${tree}; noise ${noise}, fitness ${conformance.fitness?.toFixed(4) ?? '–'}`,
      },
      columns: [
        column('stage', 'text', 'étape', 'stage'),
        column('touchpoint', 'text', 'point de contact', 'touchpoint'),
        column('need', 'text', '', ''),
        column('repeatable', 'text', '', ''),
      ],
      rows: map.touchpoints.map(({ stage, id, need, repeatable }) => [stage, id, need ?? '', repeatable ? '↻' : '']),
    },
  ],
})
