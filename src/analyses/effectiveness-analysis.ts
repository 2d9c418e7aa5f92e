import { Type } from '@sinclair/typebox'
import { parseCondition } from '../events/index.ts'
import type { Explored } from '../explorations/index.ts'
import { NONE, STATUS, wasLived } from '../journeys/index.ts'
import { durationMs, orThrow, quantile, Refused } from '../kernel/index.ts'
import { type AnalysisPorts, analysis, type Scope } from './analysis.ts'
import { type AtRisk, type Effectiveness, effectivenessOf, type PathEffect } from './effectiveness.ts'
import { createProgress } from './progress.ts'
import { asOfText, durationOf, keysOf, readLives } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, durationOption, EstimateShape, NeededMap, RateShape, shape, Text } from './shapes.ts'

interface EffectivenessBody extends Omit<Effectiveness, 'effects'> {
  readonly asOf: string
  readonly landmark: string
  readonly horizonSeconds: number
  readonly found: number
  readonly effects: readonly (Omit<PathEffect, 'path'> & {
    readonly path: readonly string[]
    readonly gapped: boolean
  })[]
}

const options = Type.Object({
  map: NeededMap,
  landmark: Type.Optional({
    ...durationOption('what was lived by this time after entry counts, success after it'),
    default: 'P14D',
  }),
  horizon: Type.Optional(
    durationOption('success within this time after the landmark (else what the map’s window leaves)'),
  ),
  stratum: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
      maxItems: 8,
      description: 'people of whom an event fulfils this are compared with each other, such as store=Lille (repeat it)',
    }),
  ),
  support: Type.Optional(
    Type.Integer({ minimum: 10, default: 100, description: 'journeys with a path, and without it, at least' }),
  ),
  longest: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 8, default: 4, description: 'steps of the longest path' }),
  ),
  top: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, default: 50, description: 'how many paths to list' })),
})

/** Gapped pairs are sought among so many of the commonest labels. */
const PAIRED = 500
const USUAL_HORIZON = 'P180D'

const noSuccess = new Refused({
  code: 'no-success',
  what: { fr: 'La carte ne dit pas ce qu’est la réussite.', en: 'The map does not say what success is.' },
  remedy: { fr: 'Ajoutez perimeter.success à la carte.', en: 'Add perimeter.success to the map.' },
})

/** Touchpoints by id; what the map does not foresee by its own name, after them: in the order of names, not of who came first. */
const labelsOf = ({ map, table }: Explored): string[] => [
  ...map.touchpoints.map(({ id }) => id),
  ...table.activities.toSorted(),
]

/** The label of each event that the map does not foresee. */
const offMapLabels = ({ map, table }: Explored): Uint32Array => {
  const places = new Map(table.activities.toSorted().map((name, place) => [name, map.touchpoints.length + place]))
  return Uint32Array.from(table.activities, (name) => places.get(name) ?? 0)
}

/** The journeys still on their way at the landmark, all of whose horizon has passed; with the instance of each. */
const atRiskOf = (lives: Explored, landmark: number, horizon: number, segments: readonly ReadonlySet<string>[]) => {
  const { table, instances, asOf, map } = lives
  const offMap = offMapLabels(lives)
  const [rows, sequences, kinds, succeeded]: [number[], number[][], string[], number[]] = [[], [], [], []]
  const [reached, since]: [number[], number[]] = [[], []]
  const progress = createProgress(map)
  for (let i = 0; i < instances.count; i++) {
    const opened = instances.openedAt[i] ?? 0
    const [mark, end] = [opened + landmark, opened + landmark + horizon]
    const closed = instances.closedAt[i] ?? Number.NaN
    if (end > asOf || closed <= mark) continue
    const path: number[] = []
    // How far they had come: a touchpoint of a later stage, or of the end of one, is no way that works, it is most of the way.
    progress.begin()
    let furthestAt = opened
    const first = instances.members[instances.starts[i] ?? 0] ?? 0
    for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
      const e = instances.members[m] ?? 0
      if ((table.at[e] ?? 0) > mark) break
      if (!wasLived(table, instances, i, e)) continue
      const touchpoint = table.touchpoint[e] ?? NONE
      if (touchpoint !== NONE && progress.took(touchpoint)) furthestAt = table.at[e] ?? 0
      const label = touchpoint === NONE ? (offMap[table.activity[e] ?? 0] ?? 0) : touchpoint
      if (path.at(-1) !== label) path.push(label)
    }
    rows.push(i)
    const furthest = progress.reached()
    reached.push(furthest)
    since.push(mark - furthestAt)
    sequences.push(path)
    kinds.push(
      [table.channel[first], furthest, ...segments.map((keys) => (keys.has(journeyKey(lives, i)) ? 1 : 0))].join(' '),
    )
    succeeded.push(instances.status[i] === STATUS.succeeded && closed <= end ? 1 : 0)
  }
  // Who has been there for long has more often left without a word: what was lived on the way there would seem to work.
  const waited = bandsOf(since, reached)
  const journeys: AtRisk = {
    sequences,
    kinds: kinds.map((kind, row) => `${kind} ${waited[row]}`),
    succeeded: Uint8Array.from(succeeded),
  }
  return { journeys, rows }
}

/** Waits are compared within bands of about so many journeys, and no more bands than these: a wait tells most of what follows. */
const [A_BAND, MOST_BANDS] = [12, 12]

/** In which band of those of its group each value lies. */
const bandsOf = (values: readonly number[], groups: readonly number[]): number[] => {
  const cuts = new Map<number, readonly number[]>()
  for (const group of new Set(groups)) {
    const sorted = Float64Array.from(values.filter((_, row) => groups[row] === group)).sort()
    const bands = Math.max(1, Math.min(MOST_BANDS, Math.floor(sorted.length / A_BAND)))
    cuts.set(
      group,
      Array.from({ length: bands - 1 }, (_, cut) => quantile(sorted, (cut + 1) / bands) ?? 0),
    )
  }
  return values.map((value, row) => (cuts.get(groups[row] ?? -1) ?? []).filter((cut) => value > cut).length)
}

const journeyKey = ({ table, instances }: Explored, i: number) =>
  `${table.keys[instances.caseOf[i] ?? 0]} ${instances.openedAt[i]}`

/** The journeys of the people who fulfil a condition. */
const segmentOf = async (
  ports: AnalysisPorts,
  asked: Scope,
  map: string,
  text: string,
): Promise<ReadonlySet<string>> => {
  const who = [...(asked.look.who ?? []), orThrow(parseCondition(text))]
  const lives = await readLives(ports, { ...asked, look: { ...asked.look, who } }, map)
  return new Set(Array.from({ length: lives.instances.count }, (_, i) => journeyKey(lives, i)))
}

const pathText = (path: readonly string[], gapped: boolean) => path.join(gapped ? ' … ' : ' > ')

/** Which paths work. */
export const effectivenessAnalysis = analysis<typeof options, EffectivenessBody>({
  name: 'effectiveness',
  does: 'which paths work: success after a landmark, by what was lived before it, at a false discovery rate',
  options,
  body: answerShape(
    'Which paths work: Mantel-Haenszel differences of success after a landmark; descriptive, no proof of cause',
    {
      landmark: Text,
      horizonSeconds: Type.Number(),
      atRisk: Count,
      succeeded: RateShape,
      strata: Count,
      tested: Count,
      found: Count,
      falseDiscoveries: Type.Number(),
      unpaired: Count,
      effects: Type.Array(
        shape({
          path: Type.Array(Text),
          gapped: Type.Boolean(),
          exposed: RateShape,
          others: RateShape,
          difference: EstimateShape,
          p: Type.Number(),
          q: Type.Number(),
          found: Type.Boolean(),
        }),
      ),
    },
  ),
  people:
    'at-risk, succeeded, path:A>B (one after the other), path:A..B (with anything between), others:PATH (without it), path-succeeded:PATH, others-succeeded:PATH',
  answer: async (ports, asked) => {
    const { map: name, landmark = 'P14D', stratum = [], support = 100, longest = 4, top = 50 } = asked.options
    const lives = await readLives(ports, asked, name)
    if (lives.map.perimeter?.success === undefined) throw noSuccess
    const segments = await Promise.all(stratum.map((text) => segmentOf(ports, asked, name, text)))
    const mark = durationOf(landmark)
    const left = Math.min(lives.rules.window, Number.MAX_SAFE_INTEGER) - mark
    const usual = lives.rules.window === Number.POSITIVE_INFINITY ? (durationMs(USUAL_HORIZON) ?? 0) : Math.max(0, left)
    const horizon = asked.options.horizon === undefined ? usual : durationOf(asked.options.horizon)
    const labels = labelsOf(lives)
    const { journeys, rows } = atRiskOf(lives, mark, horizon, segments)
    const { effects, ...answer } = effectivenessOf(journeys, { support, longest, paired: PAIRED })
    const who = (list: ArrayLike<number>) =>
      keysOf(
        lives.table,
        Array.from(list, (row) => lives.instances.caseOf[rows[row] ?? 0] ?? 0),
      )
    return {
      body: {
        asOf: asOfText(lives.asOf),
        landmark,
        horizonSeconds: horizon / 1000,
        ...answer,
        found: effects.filter(({ found }) => found).length,
        effects: effects.slice(0, top).map(({ path, ...effect }) => ({
          path: path.labels.map((label) => labels[label] ?? ''),
          gapped: path.gapped,
          ...effect,
        })),
      },
      people: (of) => {
        const all = rows.map((_, row) => row)
        const won = (list: readonly number[]) => list.filter((row) => journeys.succeeded[row] === 1)
        if (of === 'at-risk') return who(all)
        if (of === 'succeeded') return who(won(all))
        const [, side, only, named] = /^(path|others)(-succeeded)?:(.+)$/s.exec(of) ?? []
        const effect = effects.find(
          ({ path }) => named === path.labels.map((label) => labels[label]).join(path.gapped ? '..' : '>'),
        )
        if (!effect) return undefined
        const holders = new Set(effect.path.holders)
        const chosen = all.filter((row) => holders.has(row) === (side === 'path'))
        return who(only ? won(chosen) : chosen)
      },
    }
  },
  tables: ({ effects, atRisk, tested, found, landmark }) => [
    {
      name: 'paths',
      title: { fr: 'Les chemins qui marchent', en: 'The paths that work' },
      note: {
        fr: `${atRisk} parcours encore en chemin à ${landmark}, ${tested} chemins testés, ${found} tenus pour sûrs (q ≤ 5 %). Description, pas preuve de cause.`,
        en: `${atRisk} journeys on their way at ${landmark}, ${tested} paths tested, ${found} found (q ≤ 5 %). Descriptive, no proof of cause.`,
      },
      columns: [
        column('difference', 'rate', 'écart de réussite', 'difference in success'),
        column('exposed', 'rate', 'avec', 'with'),
        column('others', 'rate', 'sans', 'without'),
        column('q', 'p', 'q', 'q'),
        column('path', 'text', 'chemin', 'path'),
      ],
      rows: effects.map((one) => [one.difference, one.exposed, one.others, one.q, pathText(one.path, one.gapped)]),
    },
  ],
})
