import { Group, Text } from '@mantine/core'
import type { Estimate } from '../../../../statistics/index.ts'
import { CountNumber, EstimateNumber, Figure } from '../../../kit/number.tsx'
import { estimate, plain, text, type Unit } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
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

const SideFigures = ({ side, name, telling }: { side: Side; name: 'a' | 'b'; telling: Telling }) => (
  <>
    <Figure name={telling.say(`measure.compare.journeys.${name}`)}>
      <CountNumber count={side.journeys} of={name} means="measure.compare.means" />
    </Figure>
    <Figure name={telling.say(`measure.compare.conversion.${name}`)}>
      <EstimateNumber
        estimate={side.conversion}
        said={(amount) => telling.percent(amount, 1)}
        means="measure.compare.means.conversion"
      />
    </Figure>
  </>
)

/** What holds at this false discovery rate stands out; of the rest it is not sure that it makes any difference. */
const SURE = 0.05

/** Both sides, then the stages that make the difference between them, the largest first. */
const Picture = ({ answer, telling }: PictureProps<CompareAnswer>) => {
  const { say, stage, value } = telling
  return (
    <>
      <Group gap="sm" mb="md">
        <SideFigures side={answer.a} name="a" telling={telling} />
        <SideFigures side={answer.b} name="b" telling={telling} />
        <Figure name={say('measure.compare.both')}>
          <CountNumber count={answer.both} of="both" means="measure.compare.means" />
        </Figure>
      </Group>
      {answer.contributions === null ? (
        <Text className="quiet">{say('measure.compare.nostages')}</Text>
      ) : (
        <Bars
          name={say('measure.compare.contributions')}
          ends={[say('measure.compare.lowers'), say('measure.compare.lifts')]}
          bars={answer.contributions.map((one) => ({
            key: one.stage,
            label: stage(one.stage),
            value: one.value,
            low: one.low,
            high: one.high,
            said: value(one.value, 'points'),
            tone: one.q > SURE ? 'faint' : one.value > 0 ? 'good' : 'bad',
          }))}
        />
      )}
    </>
  )
}

/** Whom a figure of a side is over, by the name that the analysis gives it. */
const listOf = (side: 'a' | 'b', { measured, at }: CompareAnswer['differences'][number]) =>
  at === '' ? `${side}:${measured}` : `${side}:${measured}@${at}`

const sides = (question: Question, side: 'a' | 'b') =>
  JSON.stringify([question[side], question[`${side}Period`], question[`${side}Persona`], question[`${side}Through`]])

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
