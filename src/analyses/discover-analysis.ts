import { Type } from '@sinclair/typebox'
import {
  behindEachOther,
  type Conformance,
  caseSeconds,
  countLived,
  createStageTimes,
  createTallies,
  type DistinctPaths,
  distinctPaths,
  joinDistinct,
  keptLived,
  planDraft,
  tellLived,
} from '../journeys/index.ts'
import { type Language, Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { activitiesOf, discoverTree, mapOfTree, type Trace, treeText } from '../mining/index.ts'
import { type AnalysisPorts, analysis, type Scope } from './analysis.ts'
import { surveyed } from './parts.ts'
import { asOfText } from './read-scope.ts'
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

/** Distinct paths, their activities in the order of names: what is discovered does not depend on who came first. */
const byName = ({ begins, ends, code, cases }: DistinctPaths, names: readonly string[]) => {
  const activities = [...new Set(names)].sort()
  const places = new Map(activities.map((name, at) => [name, at]))
  const codes = names.map((name) => places.get(name) ?? 0)
  return { begins, ends, activities, times: cases, activity: code.map((one) => codes[one] ?? 0) }
}

/** The distinct paths as traces of the activities that are kept. */
const tracesOf = ({ begins, ends, activity, times }: ReturnType<typeof byName>, kept: ReadonlySet<number>): Trace[] =>
  Array.from(begins, (begin, v) => ({
    activities: Array.from(activity.subarray(begin, ends[v])).filter((code) => kept.has(code)),
    count: times[v] ?? 0,
  }))

/** How well the journeys of a scope fit a map that was just discovered. */
const fitOf = async ({ explorer, look }: AnalysisPorts, scope: Scope, map: JourneyMap): Promise<Conformance> => {
  const asked = { unitCosts: true, ...(look && { between: look }) }
  const counts: ReturnType<typeof countLived>[] = []
  // Of one tree there are several maps, whose times are those of who was looked at.
  for await (const part of explorer.parts({ ...scope, map, hash: `discovered ${JSON.stringify(map)}` }))
    counts.push(keptLived(countLived(part, asked)))
  return tellLived(map, counts, asked).conformance
}

/** What the map does not show: activities of too few cases, and blocks that its format cannot say. */
const notSaid = (leftOff: readonly string[], simplified: readonly string[], language: Language): string => {
  const rare = { fr: ' ; trop rares, laissées de côté : ', en: '; too rare, left off: ' }[language]
  const flat = { fr: ' ; plus simple que l’arbre : ', en: '; simpler than the tree: ' }[language]
  const told = (words: string, what: readonly string[], between: string) =>
    what.length > 0 ? `${words}${what.join(between)}` : ''
  return told(rare, leftOff, ', ') + told(flat, simplified, ' | ')
}

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
    const all = await surveyed(ports, asked, undefined)
    const { asOf, cases } = all
    const tallies = createTallies()
    const counted = await all.count(({ table }) => {
      tallies.add(table)
      return { distinct: distinctPaths(table), seconds: caseSeconds(table) }
    })
    const paths = byName(joinDistinct(counted.map(({ distinct }) => distinct)), all.activities)
    if (paths.activity.length === 0) throw nothing
    const plan = planDraft(
      {
        cases,
        activities: tallies.facts(),
        paths,
        seconds: behindEachOther(counted.map(({ seconds }) => seconds)),
      },
      { id, title: id, source: asked.filter.source ?? 'log', asOf, minShare },
    )
    const times = createStageTimes(plan.stage, plan.stages)
    await all.count(({ table }) => times.add(table))
    const drafted = plan.draw(times.told())
    const known = new Set([...drafted.facts.values()].map(({ activity }) => activity))
    const kept = new Set(paths.activities.flatMap((name, code) => (known.has(name) ? [code] : [])))
    const tree = discoverTree(tracesOf(paths, kept), noise, ports.look)
    const { map, simplified } = mapOfTree(tree, paths.activities, drafted.map)
    const text = treeText(tree, paths.activities)
    const { fitness, fitnessLow, fitnessHigh, perfectShare } = await fitOf(ports, asked, map)
    return {
      body: {
        asOf: asOfText(asOf),
        cases,
        activities: activitiesOf(tree).length,
        leftOff: drafted.leftOff.map(({ activity }) => activity),
        noise,
        tree: text,
        simplified,
        map,
        conformance: { fitness, fitnessLow, fitnessHigh, perfectShare },
      },
      people: (of) => (of === 'cases' ? all.list(({ table }) => Uint32Array.from(table.keys.keys())) : undefined),
    }
  },
  tables: ({ tree, map, conformance, noise, leftOff, simplified }) => [
    {
      name: 'touchpoints',
      title: { fr: 'La carte découverte', en: 'The map discovered' },
      note: {
        fr: `${tree} ; bruit ${noise}, fitness ${conformance.fitness?.toFixed(4) ?? '–'}${notSaid(leftOff, simplified, 'fr')}`,
        en: `${tree}; noise ${noise}, fitness ${conformance.fitness?.toFixed(4) ?? '–'}${notSaid(leftOff, simplified, 'en')}`,
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
