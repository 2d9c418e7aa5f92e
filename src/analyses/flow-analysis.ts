import { Type } from '@sinclair/typebox'
import { analysis } from './analysis.ts'
import { type Flow, flowOf, whoBegan, whoPassed } from './flow.ts'
import { pathsRead, pathsReduced, readReduced } from './read-paths.ts'
import { asOfText, splits } from './read-scope.ts'
import { column, timesColumn } from './result-table.ts'
import type { Sequences } from './sequences.ts'
import {
  answerShape,
  CasesOption,
  Count,
  EstimateShape,
  EventShareShape,
  MapOption,
  RateShape,
  shape,
  Text,
} from './shapes.ts'

interface FlowBody extends Flow {
  readonly asOf: string
  readonly cases: number
  readonly events: number
}

const options = Type.Object({
  map: MapOption,
  cases: CasesOption,
  top: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 10_000, default: 200, description: 'how many passages to list' }),
  ),
})

/** How many events paths hold, each as often as it was lived. */
const eventsIn = ({ begins, ends, weights }: Sequences): number =>
  begins.reduce((sum, begin, v) => sum + (weights ? (weights[v] ?? 0) : 1) * ((ends[v] ?? 0) - begin), 0)

/** What directly follows what, with its times. */
export const flowAnalysis = analysis<typeof options, FlowBody>({
  name: 'flow',
  does: 'what directly follows what, how often and after how long, of events as they are or as a map names them',
  options,
  body: answerShape('What directly follows what inside a case; a share is of all that follows the first', {
    cases: Count,
    events: Count,
    passages: { ...Count, description: 'Distinct pairs.' },
    transitions: { ...Count, description: 'How often one event directly followed another.' },
    top: Type.Array(
      shape({ from: Text, to: Text, times: Count, cases: Count, share: EventShareShape, seconds: EstimateShape }),
    ),
    starts: Type.Array(shape({ event: Text, cases: RateShape })),
    ends: Type.Array(shape({ event: Text, cases: RateShape })),
  }),
  people: 'cases, passage:EVENT>EVENT, start:EVENT (begins with it), end:EVENT',
  answer: async (ports, asked) => {
    const { map, cases, top = 200 } = asked.options
    const reduced = await readReduced(ports, asked, map, cases)
    const read = reduced ? await pathsReduced(reduced) : await pathsRead(ports, asked, map, cases)
    const { sequences, activities } = read
    const flow = await flowOf(read, top, read.waits)
    return {
      body: { asOf: asOfText(read.asOf), cases: read.cases, events: eventsIn(sequences), ...flow },
      people: (of) => {
        if (of === 'cases') return read.keys(Array.from({ length: sequences.begins.length }, (_, c) => c))
        const [, kind, name = ''] = /^(passage|start|end):(.+)$/.exec(of) ?? []
        const codeOf = (text: string) => activities.indexOf(text)
        if (kind === 'start' || kind === 'end') {
          const code = codeOf(name)
          return code < 0 ? undefined : read.keys(whoBegan(sequences, code, kind))
        }
        if (kind !== 'passage') return undefined
        // A name may hold the sign that stands between two.
        for (const [one, other] of splits(name, '>')) {
          const [from, to] = [codeOf(one), codeOf(other)]
          if (from >= 0 && to >= 0) return read.keys(whoPassed(sequences, from, to))
        }
        return undefined
      },
    }
  },
  tables: ({ top, starts, ends, passages, transitions }) => [
    {
      name: 'passages',
      title: { fr: 'Ce qui suit quoi', en: 'What follows what' },
      note: { fr: `${passages} enchaînements, ${transitions} fois.`, en: `${passages} pairs, ${transitions} times.` },
      columns: [
        column('from', 'text', 'de', 'from'),
        column('to', 'text', 'vers', 'to'),
        column('times', 'count', 'fois', 'times'),
        column('cases', 'count', 'personnes ou cas', 'people or cases'),
        column('share', 'rate', 'de ce qui suit', 'of what follows'),
        timesColumn('seconds', 'attente médiane', 'median wait'),
      ],
      rows: top.map(({ from, to, times, cases, share, seconds }) => [from, to, times, cases, share, seconds]),
    },
    ...(
      [
        ['starts', 'Les débuts', 'What begins', starts],
        ['ends', 'Les fins', 'What ends', ends],
      ] as const
    ).map(([name, fr, en, list]) => ({
      name,
      title: { fr, en },
      columns: [
        column('event', 'text', 'événement', 'event'),
        column('cases', 'rate', 'personnes ou cas', 'people or cases'),
      ],
      rows: list.map(({ event, cases }) => [event, cases]),
    })),
  ],
})
