import { Type } from '@sinclair/typebox'
import type { Explored } from '../explorations/index.ts'
import { NONE, STATUS, total, wasLived } from '../journeys/index.ts'
import { hashed, type Instant, SECOND } from '../kernel/index.ts'
import { growingSums } from '../statistics/index.ts'
import { analysis } from './analysis.ts'
import { type Calibration, createForesight, createTrial } from './calibration.ts'
import {
  ABANDONED,
  createLearning,
  createWaits,
  cutsOf,
  type Expectation,
  type KnownJourney,
  type Standing,
  SUCCEEDED,
} from './next-steps.ts'
import { countJourneys } from './parts.ts'
import { asOfText } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, EstimateShape, NeededMap, NullableNumber, shape, Text } from './shapes.ts'

interface Upcoming {
  /** `null` where the journey ends. */
  readonly touchpoint: string | null
  readonly ends: 'abandoned' | 'succeeded' | null
  readonly p: number
}

interface OpenJourney {
  readonly key: string
  readonly at: string
  readonly waitedSeconds: number
  readonly risk: number
  readonly riskLow: number
  readonly riskHigh: number
  /** Journeys that the risk was learnt from. */
  readonly n: number
  readonly next: readonly Upcoming[]
}

interface NextBody {
  readonly asOf: string
  readonly learntFrom: number
  /** Whether everybody's window had passed, or only journeys that ended were there to learn from. */
  readonly cohort: 'mature' | 'ended'
  readonly calibration: Calibration
  readonly open: number
  readonly places: readonly {
    readonly touchpoint: string
    readonly open: number
    readonly risk: number
    readonly riskLow: number
    readonly riskHigh: number
    /** Journeys that the risk was learnt from. */
    readonly n: number
  }[]
  readonly journeys: readonly OpenJourney[]
}

const options = Type.Object({
  map: NeededMap,
  top: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 100_000,
      default: 20,
      description: 'how many open journeys to list, riskiest first',
    }),
  ),
})

/** Fewer mature journeys than this are not enough to learn from: all that ended are taken, and it is said. */
const FEWEST_MATURE = 200
const NEXT_SHOWN = 3
const Share = Type.Number({ minimum: 0, maximum: 1 })

const journeyOf = ({ table, instances, asOf }: Explored, i: number): KnownJourney => {
  const opened = instances.openedAt[i] ?? 0
  const labels: number[] = []
  const times: number[] = []
  const closed = instances.closedAt[i] ?? Number.NaN
  for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
    const e = instances.members[m] ?? 0
    const touchpoint = table.touchpoint[e] ?? NONE
    // What comes after the end foretells nothing.
    if (touchpoint === NONE || !wasLived(table, instances, i, e) || (table.at[e] ?? 0) >= closed) continue
    labels.push(touchpoint)
    times.push(((table.at[e] ?? 0) - opened) / SECOND)
  }
  const status = instances.status[i]
  return {
    labels,
    times,
    until: ((Number.isNaN(closed) ? asOf : closed) - opened) / SECOND,
    abandoned: status === STATUS.open ? null : status === STATUS.abandoned,
  }
}

/** Even or odd, by the letters of a key: the same person is always on the same side. */
const half = (key: string): number => hashed(key) & 1

/** Of the journeys that ended: whether their window has passed, and on which half of people they are. */
type Group = 0 | 1 | 2 | 3
const MATURE = 2

/** Every journey that has ended, with its group. */
const eachKnown = (lives: Explored, on: (journey: KnownJourney, group: Group) => void): void => {
  const { instances, rules, asOf, table } = lives
  for (let i = 0; i < instances.count; i++) {
    if (instances.status[i] === STATUS.open) continue
    const mature = (instances.openedAt[i] ?? 0) + rules.window < asOf ? MATURE : 0
    on(journeyOf(lives, i), (mature + half(table.keys[instances.caseOf[i] ?? 0] ?? '')) as Group)
  }
}

/** An open journey as it is ranked: the riskiest first, and nothing depends on the order in which cases stand. */
interface Ranked extends Omit<OpenJourney, 'at' | 'waitedSeconds' | 'next'> {
  readonly standing: Standing
  readonly opened: Instant
}

const byRisk = (a: Ranked, b: Ranked): number =>
  b.risk - a.risk ||
  b.standing.waited - a.standing.waited ||
  (a.key < b.key ? -1 : a.key > b.key ? 1 : a.opened - b.opened)

const eachOpen = (lives: Explored, expectation: Expectation, on: (one: Ranked) => void): void => {
  const { instances, table } = lives
  for (let i = 0; i < instances.count; i++) {
    if (instances.status[i] !== STATUS.open) continue
    const { labels, times, until } = journeyOf(lives, i)
    const label = labels.at(-1)
    if (label === undefined) continue
    const standing = { label, before: labels.at(-2) ?? ABANDONED, waited: until - (times.at(-1) ?? 0) }
    const { value, low, high, n } = expectation.riskEstimate(standing)
    const key = table.keys[instances.caseOf[i] ?? 0] ?? ''
    const opened = instances.openedAt[i] ?? 0
    on({ key, opened, standing, risk: value ?? 0, riskLow: low ?? 0, riskHigh: high ?? 1, n })
  }
}

/** The riskiest of many, and where all of them stand. */
const createStandings = (top: number) => {
  let ranked: Ranked[] = []
  let open = 0
  const places = new Map<number, { open: number; n: number; readonly sums: ReturnType<typeof growingSums> }>()
  return {
    add(one: Ranked): void {
      open++
      ranked.push(one)
      if (ranked.length > 4 * top + 1000) ranked = ranked.sort(byRisk).slice(0, top)
      const { label } = one.standing
      const here = places.get(label) ?? { open: 0, n: 0, sums: growingSums() }
      places.set(label, here)
      here.open++
      here.n = Math.max(here.n, one.n)
      for (const [place, risk] of [one.risk, one.riskLow, one.riskHigh].entries()) here.sums.add(place, risk)
    },
    open: () => open,
    top: () => ranked.sort(byRisk).slice(0, top),
    // What risks of one place were learnt from overlaps: the ends are averaged as if they erred together.
    places: (touchpoints: readonly { readonly id: string }[]) =>
      touchpoints.flatMap(({ id }, label) => {
        const here = places.get(label)
        if (!here) return []
        const [risk = 0, riskLow = 0, riskHigh = 0] = here.sums.told().map((sum) => sum / here.open)
        return [{ touchpoint: id, open: here.open, risk, riskLow, riskHigh, n: here.n }]
      }),
  }
}

const estimateOf = ({ risk, riskLow, riskHigh, n }: Omit<NextBody['places'][number], 'touchpoint' | 'open'>) => ({
  value: risk,
  low: riskLow,
  high: riskHigh,
  n,
})

/** What comes next, and who is about to leave. */
export const nextAnalysis = analysis<typeof options, NextBody>({
  name: 'next',
  does: 'the next step of open journeys and their risk of abandonment, with its calibration on journeys not learnt from',
  options,
  body: answerShape('Next steps and risk of abandonment; calibration is on a half of people not learnt from', {
    learntFrom: Count,
    cohort: Text,
    calibration: shape({
      journeys: Count,
      moments: Count,
      bands: Type.Array(shape({ predicted: Type.Number(), observed: EstimateShape })),
      brier: NullableNumber,
      brierOfBase: NullableNumber,
      gain: EstimateShape,
      foretells: Type.Boolean(),
      bias: EstimateShape,
      nextRight: EstimateShape,
    }),
    open: Count,
    places: Type.Array(
      shape({
        touchpoint: Text,
        open: Count,
        risk: { ...Share, description: 'Mean over those who stand there, and of the ends of their intervals.' },
        riskLow: Share,
        riskHigh: Share,
        n: { ...Count, description: 'Journeys that it was learnt from.' },
      }),
    ),
    journeys: Type.Array(
      shape({
        key: Text,
        at: Text,
        waitedSeconds: Type.Number(),
        risk: { ...Share, description: 'With its 95 % interval.' },
        riskLow: Share,
        riskHigh: Share,
        n: { ...Count, description: 'Journeys that it was learnt from.' },
        next: Type.Array(
          shape({
            touchpoint: Type.Union([Text, Type.Null()]),
            ends: Type.Union([Type.Literal('abandoned'), Type.Literal('succeeded'), Type.Null()]),
            p: Type.Number({ minimum: 0, maximum: 1 }),
          }),
        ),
      }),
    ),
  }),
  people: 'open, at:TOUCHPOINT (open journeys that stand there)',
  answer: async (ports, asked) => {
    const { map: name, top = 20 } = asked.options
    const waits = [createWaits(), createWaits(), createWaits(), createWaits()] as const
    const { map, asOf, counts } = await countJourneys(ports, asked, name, (lives) => {
      let mature = 0
      eachKnown(lives, (journey, group) => {
        if (group >= MATURE) mature++
        waits[group].add(journey)
      })
      return mature
    })
    const cohort: NextBody['cohort'] = total(counts) >= FEWEST_MATURE ? 'mature' : 'ended'
    const isKnown = (group: number) => cohort === 'ended' || group >= MATURE
    const cutsFor = (is: (group: number) => boolean) =>
      cutsOf(waits.filter((_, group) => isKnown(group) && is(group)).map((one) => one.waits))
    const cuts = cutsFor((group) => group % MATURE === 0)
    const [train, all, foresight] = [createLearning(cuts), createLearning(cutsFor(() => true)), createForesight(cuts)]
    await countJourneys(ports, asked, name, (lives) =>
      eachKnown(lives, (journey, group) => {
        if (!isKnown(group)) return
        all.add(journey)
        if (group % MATURE === 0) train.add(journey)
        else foresight.add(journey)
      }),
    )
    const [learnt, expectation] = [train.expectation(), all.expectation()]
    const trial = createTrial(learnt, foresight.risks(learnt), learnt.base)
    const standings = createStandings(top)
    await countJourneys(ports, asked, name, (lives) => {
      eachKnown(lives, (journey, group) => {
        if (isKnown(group) && group % MATURE === 1) trial.add(journey)
      })
      eachOpen(lives, expectation, standings.add)
    })
    const idOf = (label: number) => map.touchpoints[label]?.id ?? ''
    return {
      body: {
        asOf: asOfText(asOf),
        learntFrom: expectation.learntFrom,
        cohort,
        calibration: trial.told(),
        open: standings.open(),
        places: standings.places(map.touchpoints).sort((a, b) => b.open * b.risk - a.open * a.risk),
        journeys: standings.top().map(({ opened: _, standing, ...one }) => ({
          ...one,
          at: idOf(standing.label),
          waitedSeconds: standing.waited,
          next: expectation
            .next(standing)
            .slice(0, NEXT_SHOWN)
            .map(({ label, p }) => ({
              touchpoint: label >= 0 ? idOf(label) : null,
              ends: label === ABANDONED ? 'abandoned' : label === SUCCEEDED ? 'succeeded' : null,
              p,
            })),
        })),
      },
      people: async (of) => {
        const [, id] = /^at:(.+)$/.exec(of) ?? []
        if (of !== 'open' && id === undefined) return undefined
        const ranked: Ranked[] = []
        await countJourneys(ports, asked, name, (lives) =>
          eachOpen(lives, expectation, (one) => {
            if (id === undefined || idOf(one.standing.label) === id) ranked.push(one)
          }),
        )
        return ranked.sort(byRisk).map(({ key }) => key)
      },
    }
  },
  tables: ({ journeys, places, calibration, cohort, learntFrom }) => [
    {
      name: 'places',
      title: { fr: 'Où en sont les parcours ouverts', en: 'Where open journeys stand' },
      columns: [
        column('touchpoint', 'text', 'dernier point de contact', 'last touchpoint'),
        column('open', 'count', 'ouverts', 'open'),
        column('risk', 'estimate', 'risque moyen', 'mean risk'),
      ],
      rows: places.map(({ touchpoint, open, ...risk }) => [touchpoint, open, estimateOf(risk)]),
    },
    {
      name: 'calibration',
      title: { fr: 'Ce que valent ces risques', en: 'What these risks are worth' },
      note: {
        fr: `Appris de ${learntFrom} parcours (${cohort === 'mature' ? 'dont la fenêtre est passée' : 'terminés : trop peu ont toute leur fenêtre'}), éprouvé sur ${calibration.journeys} autres ; ${calibration.foretells ? 'prédit mieux que la part de tous' : 'ne prédit pas mieux que la part de tous'}.`,
        en: `Learnt from ${learntFrom} journeys (${cohort === 'mature' ? 'whose window has passed' : 'that ended: too few have had all their window'}), tried on ${calibration.journeys} others; ${calibration.foretells ? 'foretells better than everybody’s share' : 'foretells no better than everybody’s share'}.`,
      },
      columns: [column('predicted', 'share', 'prédit', 'predicted'), column('observed', 'rate', 'observé', 'observed')],
      rows: calibration.bands.map(({ predicted, observed }) => [predicted, observed]),
    },
    {
      name: 'journeys',
      title: { fr: 'Les plus menacés', en: 'Those most at risk' },
      columns: [
        column('key', 'text', 'personne ou cas', 'person or case'),
        column('at', 'text', 'en est à', 'stands at'),
        column('waited_seconds', 'seconds', 'depuis', 'for'),
        column('risk', 'estimate', 'risque', 'risk'),
        column('next', 'text', 'ensuite', 'next'),
      ],
      rows: journeys.map((one) => [
        one.key,
        one.at,
        one.waitedSeconds,
        estimateOf(one),
        one.next.map(({ touchpoint, ends, p }) => `${touchpoint ?? ends} ${Math.round(p * 100)} %`).join(', '),
      ]),
    },
  ],
})
