import { Type } from '@sinclair/typebox'
import { Refused } from '../kernel/index.ts'
import { analysis } from './analysis.ts'
import { codesOf } from './event-codes.ts'
import { surveyed } from './parts.ts'
import { asOfText } from './read-scope.ts'
import { column, timesColumn } from './result-table.ts'
import { answerShape, CasesOption, Count, EstimateShape, MapOption, RateShape, shape, Text } from './shapes.ts'
import { countWaits, tellWaits, type Wait, whoWaits } from './waits.ts'

interface TimesBody {
  readonly asOf: string
  readonly cases: number
  readonly waits: readonly Wait[]
}

const options = Type.Object({
  map: MapOption,
  cases: CasesOption,
  step: Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), {
    minItems: 2,
    description: 'a step, in order; "A|B" for the first of either (repeat it, twice at least)',
  }),
})

const oneStep = new Refused({
  code: 'times-misasked',
  what: { fr: 'Un temps court d’une étape à une autre.', en: 'A time runs from one step to another.' },
  remedy: { fr: 'Donnez au moins deux étapes.', en: 'Give two steps at least.' },
})

/** How long people take from one step to the next. */
export const timesAnalysis = analysis<typeof options, TimesBody>({
  name: 'times',
  does: 'times between steps, those still waiting counted for as long as they have (Kaplan-Meier)',
  options,
  body: answerShape('Times between steps by Kaplan-Meier; the last is from the first step to the last one', {
    cases: Count,
    waits: Type.Array(
      shape({
        from: Text,
        to: Text,
        reached: RateShape,
        waiting: { ...Count, description: 'Began, and have not reached the second so far.' },
        median: EstimateShape,
        p90: EstimateShape,
        curve: Type.Array(
          shape({
            seconds: Type.Number(),
            survival: Type.Number(),
            low: Type.Number(),
            high: Type.Number(),
            atRisk: Count,
          }),
          { description: 'The share that waits longer, with its log-log band.' },
        ),
      }),
    ),
  }),
  people: 'started:N (began wait N of the list), ended:N, waiting:N',
  answer: async (ports, asked) => {
    const { map, cases, step } = asked.options
    if (step.length < 2) throw oneStep
    const all = await surveyed(ports, asked, map, cases)
    const steps = step.map((label) => ({ label, codes: codesOf(label, all) }))
    const waits = tellWaits(step, await all.count(({ table, asOf }) => countWaits(table, steps, asOf)))
    return {
      body: { asOf: asOfText(all.asOf), cases: all.cases, waits },
      people: (of) => {
        const [, which, at] = /^(started|ended|waiting):([1-9]\d{0,2})$/.exec(of) ?? []
        const wait = Number(at) - 1
        if (which === undefined || wait >= waits.length) return undefined
        return all.list(({ table }) => whoWaits(table, steps, wait, which as 'started' | 'ended' | 'waiting'))
      },
    }
  },
  tables: ({ waits }) => [
    {
      name: 'waits',
      title: { fr: 'Les temps', en: 'The times' },
      columns: [
        column('from', 'text', 'de', 'from'),
        column('to', 'text', 'à', 'to'),
        column('reached', 'rate', 'y arrivent', 'reach it'),
        column('waiting', 'count', 'attendent encore', 'still wait'),
        timesColumn('median', 'médiane', 'median'),
        timesColumn('p90', '9 sur 10 en moins de', '9 of 10 within'),
      ],
      rows: waits.map(({ from, to, reached, waiting, median, p90 }) => [from, to, reached, waiting, median, p90]),
    },
    {
      name: 'curves',
      title: { fr: 'Ceux qui attendent encore après un temps', en: 'Who still waits after a time' },
      columns: [
        column('from', 'text', 'de', 'from'),
        column('to', 'text', 'à', 'to'),
        column('seconds', 'seconds', 'après', 'after'),
        column('survival', 'share', 'attendent encore', 'still wait'),
        column('low', 'share', 'au moins', 'at least'),
        column('high', 'share', 'au plus', 'at most'),
        column('at_risk', 'count', 'observés', 'at risk'),
      ],
      rows: waits.flatMap(({ from, to, curve }) =>
        curve.map(({ seconds, survival, low, high, atRisk }) => [from, to, seconds, survival, low, high, atRisk]),
      ),
    },
  ],
})
