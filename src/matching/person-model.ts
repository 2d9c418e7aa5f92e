import { learnFrom } from './match.ts'
import { type Model, modelOf } from './model.ts'
import { PERSON_COLUMNS, type PersonRecord, type PersonRule } from './person-record.ts'
import { recordsBuilder } from './records.ts'

/** What is known of how people's records agree, with the rules that bring them together. Kept with its version. */
export interface PersonModel {
  readonly version: number
  /** How many records there were when it was learnt. */
  readonly people: number
  readonly rules: readonly PersonRule[]
  readonly model: Model
}

/** Fewer say nothing of how people agree. */
export const FEWEST = 60
/** Learnt from so many, drawn evenly. */
export const MOST_LEARNT_FROM = 60_000
/** Records that share keys with one, on average over all people. */
const COMPANY = 60

/** However few were met, one record in a hundred is believed to be another's double, and to share another's home. */
const LEAST = 0.02

/** A column that few had when the model was learnt is no worthless one: two who agree on a value are taken for two of so many. */
const SEEN = 200

/** Learns from a sample of the records of all people: rules that stay small among all of them, and weights. */
export const learnPeople = (
  sample: readonly Pick<PersonRecord, 'filed' | 'cells'>[],
  people: number,
  version: number,
): PersonModel => {
  const builder = recordsBuilder(PERSON_COLUMNS)
  for (const { filed, cells } of sample) builder.addCleaned(filed, cells)
  const records = builder.build()
  const pairsPerRecord = COMPANY * (sample.length / Math.max(people, 1))
  const { rules, weights } = learnFrom(records, { pairsPerRecord })
  const { columns, ...rest } = modelOf(records, weights)
  // A sample has fewer of each value than all people have.
  const grown = people / Math.max(sample.length, 1)
  const scaled = columns.map((column) => ({
    ...column,
    filled: Math.max(SEEN, Math.round(column.filled * grown)),
    counts: Object.fromEntries(Object.entries(column.counts).map(([value, n]) => [value, Math.round(n * grown)])),
    rare: Math.max(2, Math.round(column.rare * Math.sqrt(grown))),
  }))
  return {
    version,
    people,
    rules: rules.map(({ columns: used, traces }) => used.map((column, at) => ({ column, trace: traces[at] ?? '' }))),
    model: {
      columns: scaled,
      lambda: Math.max(rest.lambda, LEAST / people),
      home: Math.max(rest.home, LEAST / people),
      records: people,
    },
  }
}
