import { Type } from '@sinclair/typebox'
import { analysis } from './analysis.ts'
import { createDriverRows, type DrivenBy, type Outcome, peopleOfRows } from './driver-columns.ts'
import { type Drivers, driversOf } from './drivers.ts'
import { countJourneys } from './parts.ts'
import { asOfText } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, NeededMap, nullable, oneOf, shape, Text } from './shapes.ts'

interface DriversBody extends Drivers {
  readonly asOf: string
  readonly outcome: Outcome
  readonly drivenBy: DrivenBy
}

const options = Type.Object({
  map: NeededMap,
  outcome: Type.Optional({
    ...oneOf(['success', 'nps', 'csat', 'ces'], { description: 'what is driven: success, or the last answer given' }),
    default: 'nps',
  }),
  drivenBy: Type.Optional({
    ...oneOf(['scores', 'touchpoints', 'channels'], {
      description: 'scores given to touchpoints, touchpoints lived, or channels passed through',
    }),
    default: 'scores',
  }),
  resamples: Type.Optional(
    Type.Integer({ minimum: 20, maximum: 5000, default: 500, description: 'bootstrap draws for the intervals' }),
  ),
  permutations: Type.Optional(
    Type.Integer({ minimum: 19, maximum: 9999, default: 999, description: 'permutations for the tests' }),
  ),
})

const SEED = 20_240_902
const Unit = Type.Number({ minimum: 0 })
const NullableUnit = nullable(Unit)

/** What moves success or satisfaction. */
export const driversAnalysis = analysis<typeof options, DriversBody>({
  name: 'drivers',
  does: 'what moves success or satisfaction: the part of R² of each touchpoint, descriptive',
  options,
  body: answerShape(
    'Derived importance (LMG; Johnson’s relative weights above 15 predictors): a descriptive part of R²',
    {
      outcome: Text,
      drivenBy: Text,
      n: Count,
      r2: { ...NullableUnit, description: 'null where nobody’s outcome differs: then no part of it is anybody’s.' },
      method: Text,
      resamples: Count,
      permutations: Count,
      drivers: Type.Array(
        shape({
          name: Text,
          importance: Type.Number(),
          low: Type.Number(),
          high: Type.Number(),
          direction: oneOf(['up', 'down'], { description: 'of its correlation with the outcome' }),
          best: Type.Integer({ minimum: 1 }),
          worst: Type.Integer({ minimum: 1 }),
          p: Unit,
          q: Unit,
        }),
      ),
    },
  ),
  people: 'n (whose outcome is known)',
  answer: async (ports, asked) => {
    const { map: name, outcome = 'nps', drivenBy = 'scores', resamples = 500, permutations = 999 } = asked.options
    const rows = createDriverRows(outcome, drivenBy)
    const { map, asOf } = await countJourneys(ports, asked, name, rows.add)
    const answer = driversOf(rows.columns(map), { resamples, permutations, seed: SEED, look: ports.look })
    return {
      body: { asOf: asOfText(asOf), outcome, drivenBy, ...answer },
      people: async (of) => {
        if (of !== 'n') return undefined
        const { counts } = await countJourneys(ports, asked, name, (part) => peopleOfRows(part, outcome))
        return counts.flat().sort()
      },
    }
  },
  tables: ({ drivers, n, r2, method }) => [
    {
      name: 'drivers',
      title: { fr: 'Ce qui compte', en: 'What matters' },
      note: {
        fr: `n = ${n}, ${r2 === null ? 'pas de R² : aucun résultat ne diffère' : `R² = ${r2.toFixed(3)}`} (${method}). Description, pas preuve de cause ; des rangs qui se recouvrent sont ex æquo.`,
        en: `n = ${n}, ${r2 === null ? 'no R²: no outcome differs' : `R² = ${r2.toFixed(3)}`} (${method}). Descriptive, no proof of cause; places that overlap are ties.`,
      },
      columns: [
        column('best', 'count', 'rang de', 'place from'),
        column('worst', 'count', 'à', 'to'),
        column('name', 'text', 'point de contact', 'touchpoint'),
        column('importance', 'share', 'part de R²', 'part of R²'),
        column('low', 'share', 'de', 'from'),
        column('high', 'share', 'à', 'to'),
        column('direction', 'text', 'sens', 'direction'),
        column('q', 'p', 'q', 'q'),
      ],
      rows: drivers.map((one) => [
        one.best,
        one.worst,
        one.name,
        one.importance,
        one.low,
        one.high,
        one.direction === 'up' ? '↑' : '↓',
        one.q,
      ]),
    },
  ],
})
