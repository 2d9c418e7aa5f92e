import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { DerivedLayer } from './case-layer.clickhouse.ts'
import { createCaseReader } from './case-reader.clickhouse.ts'
import type { CaseReader } from './case-reader.ts'
import { type HashRange, hashRanges } from './hash-range.clickhouse.ts'
import { readLayer } from './kind-reader.clickhouse.ts'
import { casesHaving, casesOfKinds, journeysOfKinds, type KindTable } from './kind-table.ts'
import { propertiesAsked, propertiesIn } from './kinds.ts'
import { sessionsCut } from './sessions.ts'

/** Cases cut into fewer parts than these would mostly fit. */
const FEWEST_PARTS = 3

type Hear = (share: number) => void

/**
 * Reads the cases in a range of the hashes of their keys, from the layer where it tells what is asked, else from the events.
 * It holds nothing: what it read is forgotten with the table that it gave.
 */
const readerOver = (analytics: Analytics, layer: DerivedLayer, range: HashRange, hear?: Hear): CaseReader => {
  const events = createCaseReader(analytics, { range, hear })
  const kindsOf = new WeakMap<readonly string[], KindTable>()
  const tells = (asked: readonly string[]): boolean => asked.every((name) => layer.properties.includes(name))
  const read = async (): Promise<KindTable> => {
    const table = await readLayer(analytics, layer, range, hear)
    kindsOf.set(table.keys, table)
    return table
  }
  return {
    latest: events.latest,
    having: events.having,
    havingIn: async ({ filter }, condition, { keys }) => {
      // A table that was filtered has other cases.
      const table = kindsOf.get(keys)
      const asked = [...propertiesAsked(filter), ...propertiesIn([condition])]
      return table && tells(asked) ? casesHaving(table, filter, [condition]) : undefined
    },
    cases: async (question) =>
      tells(propertiesAsked(question.filter))
        ? sessionsCut(casesOfKinds(await read(), question.filter), question.inferred)
        : events.cases(question),
    journeys: async (question, recogniser) =>
      tells(propertiesAsked(question.filter, recogniser))
        ? sessionsCut(journeysOfKinds(await read(), question.filter, recogniser), question.inferred)
        : events.journeys(question, recogniser),
  }
}

interface Parting {
  readonly events: number
  /** About so many of them are in each part. */
  readonly each: number
  readonly hear?: Hear | undefined
}

const rangesOf = ({ events, each, hear }: Parting): readonly (readonly [HashRange, Hear | undefined])[] => {
  const parts = Math.max(FEWEST_PARTS, Math.ceil(events / each))
  return hashRanges(parts).map((range, part) => [range, hear && ((share) => hear((part + share) / parts))])
}

/** Readers of parts of the layer, in its order. */
export const partReaders = (analytics: Analytics, layer: DerivedLayer, parting: Parting): CaseReader[] =>
  rangesOf(parting).map(([range, hear]) => readerOver(analytics, layer, range, hear))

/** The same of the events themselves, of which each part looks at all: for cases that the layer does not know. */
export const eventPartReaders = (analytics: Analytics, parting: Parting): CaseReader[] =>
  rangesOf(parting).map(([range, hear]) => createCaseReader(analytics, { range, hear }))
