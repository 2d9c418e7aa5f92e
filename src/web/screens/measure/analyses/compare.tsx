import { Text, Title } from '@mantine/core'
import type { Estimate } from '../../../../statistics/index.ts'
import { count, estimate, plain, text, type Unit } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import { Pairs } from '../pictures/pairs.tsx'
import type { Question } from '../question.ts'
import type { Telling } from '../use-telling.ts'

interface Side {
  readonly journeys: number
  readonly ended: number
  readonly conversion: Estimate
}

const MEASURED = ['success', 'drop_off', 'lived', 'seconds', 'nps', 'csat', 'ces'] as const

interface CompareAnswer {
  readonly a: Side
  readonly b: Side
  readonly both: number
  readonly contributions:
    | readonly {
        readonly stage: string
        readonly value: number
        readonly low: number
        readonly high: number
        readonly q: number
      }[]
    | null
  readonly differences: readonly {
    readonly measured: (typeof MEASURED)[number]
    readonly at: string
    readonly a: Estimate
    readonly b: Estimate
    readonly difference: Estimate
    readonly q: number | null
  }[]
}

const shareLike = new Set<string>(['success', 'drop_off', 'lived', 'csat'])
const unitOf = (measured: string): Unit =>
  measured === 'seconds' ? 'time' : shareLike.has(measured) ? 'percent' : 'decimal'
const gapOf = (measured: string): Unit =>
  shareLike.has(measured) ? 'points' : measured === 'seconds' ? 'longer' : 'more'

const placeOf = (measured: string, at: string, { stage, event }: Telling) =>
  measured === 'lived' ? event(at) : measured === 'success' || at === '' ? '' : stage(at) === at ? event(at) : stage(at)

/** What holds at this false discovery rate stands out; of the rest it is not sure that it makes any difference. */
const SURE = 0.05

const isSure = (q: number | null): boolean => q !== null && q <= SURE

/** A period from its first day to its last. */
const spanOf = (period: string, { day }: Telling): string => {
  const [from = '', until = ''] = period.split('/')
  const last = new Date(Date.parse(until) - 86_400_000)
  return `${day(from)} – ${Number.isNaN(last.getTime()) ? until : day(last.toISOString().slice(0, 10))}`
}

/** A side in words: what sets it apart from the filters. */
const sideOf = (question: Question, side: 'a' | 'b', telling: Telling): string => {
  const { say, channel, persona: called, condition } = telling
  const [period, persona, through, segment] = ['Period', 'Persona', 'Through', 'Segment'].map(
    (name) => question[`${side}${name}`],
  )
  const told = question[side]
  const against = side === 'b' ? question.against : undefined
  const parts = [
    period === undefined ? '' : spanOf(String(period), telling),
    persona === undefined ? '' : called(String(persona)),
    through === undefined ? '' : channel(String(through)),
    segment === undefined ? '' : String(segment),
    ...(told === undefined ? [] : [told].flat().map((one) => condition(String(one)))),
    against === undefined ? '' : String(against),
  ]
  return parts.filter(Boolean).join(', ') || say('measure.everybody')
}

/** Success, then the drop-off of each stage, those that make the difference first. */
const sideBySide = ({ differences, contributions }: CompareAnswer) => {
  const weight = (at: string) => Math.abs(contributions?.find(({ stage }) => stage === at)?.value ?? 0)
  return differences
    .filter(
      ({ measured, a, b }) =>
        (measured === 'success' || measured === 'drop_off') && a.value !== null && b.value !== null,
    )
    .sort(
      (one, other) =>
        Number(other.measured === 'success') - Number(one.measured === 'success') || weight(other.at) - weight(one.at),
    )
}

/** The stages that make the difference, the largest first; then both sides on one scale. */
const Picture = ({ answer, question, telling, open }: PictureProps<CompareAnswer>) => {
  const { say, stage, value, percent } = telling
  return (
    <>
      <Title order={2} size="h5" mb="xs">
        {say('measure.compare.contributions')}
      </Title>
      {answer.contributions === null ? (
        <Text className="quiet">{say('measure.compare.nostages')}</Text>
      ) : (
        <Bars
          name={say('measure.compare.contributions')}
          ends={[say('measure.compare.lowers'), say('measure.compare.lifts')]}
          bars={[...answer.contributions]
            .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
            .map((one) => ({
              key: one.stage,
              label: stage(one.stage),
              value: one.value,
              low: one.low,
              high: one.high,
              said: value(one.value, 'points'),
              onPress: () => open(`a:drop_off@${one.stage}`),
              tone: isSure(one.q) ? (one.value > 0 ? 'good' : 'bad') : 'faint',
            }))}
        />
      )}
      <Title order={2} size="h5" mt="lg" mb="xs">
        {say('measure.compare.beside')}
      </Title>
      <Pairs
        name={say('measure.compare.beside')}
        sides={[
          telling.labelled('A', sideOf(question, 'a', telling)),
          telling.labelled('B', sideOf(question, 'b', telling)),
        ]}
        pairs={sideBySide(answer).map((one) => ({
          key: `${one.measured} ${one.at}`,
          label: [say(`measure.measured.${one.measured}`), placeOf(one.measured, one.at, telling)]
            .filter(Boolean)
            .join(' · '),
          a: one.a,
          b: one.b,
          said: [percent(one.a.value, 1), percent(one.b.value, 1)],
          gap: value(one.difference.value, 'points'),
          sure: isSure(one.q),
          press: (side) => open(listOf(side, one)),
        }))}
      />
    </>
  )
}

/** Whom a figure of a side is over, by the name that the analysis gives it. */
const listOf = (side: 'a' | 'b', { measured, at }: CompareAnswer['differences'][number]) =>
  at === '' ? `${side}:${measured}` : `${side}:${measured}@${at}`

const sides = (question: Question, side: 'a' | 'b') =>
  JSON.stringify([
    question[side],
    ...['Period', 'Persona', 'Through', 'Segment'].map((name) => question[`${side}${name}`]),
  ])

export const compare = described<CompareAnswer>({
  name: 'compare',
  means: 'measure.compare.means',
  of: 'map',
  fields: [
    { kind: 'side', name: 'a', label: 'measure.compare.a' },
    { kind: 'side', name: 'b', label: 'measure.compare.b' },
    { kind: 'map', name: 'against', label: 'measure.compare.against' },
  ],
  first: ({ map, lived }) => {
    const [one, other] = map?.perimeter?.personas ?? []
    if (one !== undefined && other !== undefined) return { aPersona: one, bPersona: other }
    const used = new Map<string, number>()
    for (const { channel, instances } of lived?.touchpoints.flatMap(({ byChannel }) => byChannel) ?? [])
      used.set(channel, (used.get(channel) ?? 0) + instances)
    const [first, second] = [...used].sort((a, b) => b[1] - a[1]).map(([channel]) => channel)
    return first !== undefined && second !== undefined ? { aThrough: first, bThrough: second } : {}
  },
  ready: (question) => sides(question, 'a') !== sides(question, 'b') || question.against !== undefined,
  headline: ({ differences, contributions }, { say, percent, number, stage }) => {
    const success = differences.find(({ measured, at }) => measured === 'success' && at === '')
    const gap = success?.difference
    if (!gap || gap.value === null || gap.low === null || gap.high === null) return undefined
    const told = {
      a: percent(success.a.value, 1),
      b: percent(success.b.value, 1),
      low: number(gap.low * 100, 1),
      high: number(gap.high * 100, 1),
    }
    if (gap.low <= 0 && gap.high >= 0) return say('measure.compare.headline.none', told)
    const [most] = [...(contributions ?? [])].sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
    return most && most.q <= SURE
      ? say('measure.compare.headline.stage', { ...told, stage: stage(most.stage) })
      : say('measure.compare.headline', told)
  },
  figures: ({ a, b, both, differences }, telling, question) => {
    const success = differences.find(({ measured, at }) => measured === 'success' && at === '')
    return [
      ...(['a', 'b'] as const).flatMap((side) => {
        const named = sideOf(question, side, telling)
        return [
          {
            name: telling.labelled(side.toUpperCase(), named),
            cell: count((side === 'a' ? a : b).journeys, side),
            means: 'measure.compare.means' as const,
          },
          ...(success
            ? [
                {
                  name: telling.say(`measure.compare.success.${side}`),
                  cell: estimate(success[side], 'percent', listOf(side, success)),
                  means: 'measure.compare.means.success' as const,
                },
              ]
            : []),
        ]
      }),
      { name: telling.say('measure.compare.both'), cell: count(both, 'both'), means: 'measure.compare.means' },
    ]
  },
  Picture,
  tables: ({ differences }, telling) => [
    {
      name: 'differences',
      title: 'measure.compare.differences',
      columns: [
        { title: 'measure.compare.measured' },
        { title: 'measure.compare.at' },
        { title: 'measure.compare.a', right: true, means: 'measure.compare.means' },
        { title: 'measure.compare.b', right: true, means: 'measure.compare.means' },
        { title: 'measure.difference', right: true, means: 'measure.compare.means.difference' },
        { title: 'measure.q', right: true, means: 'measure.means.q' },
      ],
      rows: differences.map((one) => [
        text(telling.say(`measure.measured.${one.measured}`), true),
        text(placeOf(one.measured, one.at, telling)),
        estimate(one.a, unitOf(one.measured), listOf('a', one)),
        estimate(one.b, unitOf(one.measured), listOf('b', one)),
        estimate(one.difference, gapOf(one.measured)),
        plain(one.q, 'q'),
      ]),
    },
  ],
})
