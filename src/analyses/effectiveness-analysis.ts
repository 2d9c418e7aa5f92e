import { Type } from '@sinclair/typebox'
import { parseCondition } from '../events/index.ts'
import { rulesOf } from '../journeys/index.ts'
import { durationMs, orThrow, Refused } from '../kernel/index.ts'
import { analysis } from './analysis.ts'
import { createAtRisk, peopleAtRisk } from './at-risk.ts'
import { type Effectiveness, effectivenessOf, type PathEffect } from './effectiveness.ts'
import { countBeside } from './parts.ts'
import { asOfText, durationOf } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, durationOption, EstimateShape, NeededMap, RateShape, shape, Text } from './shapes.ts'
import { holdsPath } from './sub-paths.ts'

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
    const view = { ...asked, ...(await ports.map(name)) }
    const { map } = view
    if (map.perimeter?.success === undefined) throw noSuccess
    const segments = stratum.map((text) => {
      const who = [...(asked.look.who ?? []), orThrow(parseCondition(text))]
      return { ...view, look: { ...asked.look, who } }
    })
    const mark = durationOf(landmark)
    const { window } = rulesOf(map)
    const left = Math.min(window, Number.MAX_SAFE_INTEGER) - mark
    const usual = window === Number.POSITIVE_INFINITY ? (durationMs(USUAL_HORIZON) ?? 0) : Math.max(0, left)
    const horizon = asked.options.horizon === undefined ? usual : durationOf(asked.options.horizon)
    const atRisk = createAtRisk({ mark, horizon })
    const { asOf } = await countBeside(ports, [view, ...segments], (lives, ...some) => atRisk.add(lives, some))
    const { labels, ...journeys } = atRisk.counted(map.touchpoints)
    const { effects, ...answer } = effectivenessOf(journeys, { support, longest, paired: PAIRED }, ports.look)
    const who = async (is: (path: readonly number[], succeeded: boolean) => boolean) => {
      const { counts } = await countBeside(ports, [view], (lives) => peopleAtRisk(lives, { mark, horizon }, labels, is))
      return counts.flat()
    }
    return {
      body: {
        asOf: asOfText(asOf),
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
        if (of === 'at-risk') return who(() => true)
        if (of === 'succeeded') return who((_, succeeded) => succeeded)
        const [, side, only, named] = /^(path|others)(-succeeded)?:(.+)$/s.exec(of) ?? []
        const effect = effects.find(
          ({ path }) => named === path.labels.map((label) => labels[label]).join(path.gapped ? '..' : '>'),
        )
        if (!effect) return undefined
        return who(
          (path, succeeded) => holdsPath(path, effect.path) === (side === 'path') && (only === undefined || succeeded),
        )
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
