import { Type } from '@sinclair/typebox'
import type { Explored } from '../explorations/index.ts'
import { NONE, STATUS, wasLived } from '../journeys/index.ts'
import { hashed, SECOND } from '../kernel/index.ts'
import { sumOver } from '../statistics/index.ts'
import { analysis } from './analysis.ts'
import { ABANDONED, type Calibration, calibrate, type KnownJourney, learn, SUCCEEDED } from './next-steps.ts'
import { asOfText, keysOf, readLives } from './read-scope.ts'
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

/** The journeys to learn from, with the key of each. */
const knownOf = (lives: Explored) => {
  const { instances, rules, asOf, table } = lives
  const all = Array.from({ length: instances.count }, (_, i) => i)
  const mature = all.filter(
    (i) => (instances.openedAt[i] ?? 0) + rules.window < asOf && instances.status[i] !== STATUS.open,
  )
  const cohort: NextBody['cohort'] = mature.length >= FEWEST_MATURE ? 'mature' : 'ended'
  const chosen = cohort === 'mature' ? mature : all.filter((i) => instances.status[i] !== STATUS.open)
  return {
    cohort,
    known: chosen.map((i) => ({
      key: keysOf(table, [instances.caseOf[i] ?? 0])[0] ?? '',
      journey: journeyOf(lives, i),
    })),
  }
}

const shareAbandoned = (journeys: readonly KnownJourney[]) =>
  journeys.length === 0 ? 0.5 : journeys.filter(({ abandoned }) => abandoned).length / journeys.length

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
    const lives = await readLives(ports, asked, name)
    const { map, instances, table } = lives
    const { cohort, known } = knownOf(lives)
    const side = (wanted: number) => known.filter(({ key }) => half(key) === wanted).map(({ journey }) => journey)
    const [train, test] = [side(0), side(1)]
    const calibration = calibrate(learn(train), test, shareAbandoned(train))
    const expectation = learn(known.map(({ journey }) => journey))
    const idOf = (label: number) => map.touchpoints[label]?.id ?? ''
    const open = Array.from({ length: instances.count }, (_, i) => i).flatMap((i) => {
      if (instances.status[i] !== STATUS.open) return []
      const { labels, times, until } = journeyOf(lives, i)
      const label = labels.at(-1)
      if (label === undefined) return []
      const standing = { label, before: labels.at(-2) ?? ABANDONED, waited: until - (times.at(-1) ?? 0) }
      const { value, low, high, n } = expectation.riskEstimate(standing)
      return [{ i, standing, risk: value ?? 0, riskLow: low ?? 0, riskHigh: high ?? 1, n }]
    })
    const keyOf = (i: number) => table.keys[instances.caseOf[i] ?? 0] ?? ''
    // Nothing that is told depends on the order in which cases stand.
    const byKey = (a: number, b: number) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : a - b)
    const ranked = [...open].sort((a, b) => b.risk - a.risk || b.standing.waited - a.standing.waited || byKey(a.i, b.i))
    const places = map.touchpoints.flatMap(({ id }, label) => {
      const here = open.filter(({ standing }) => standing.label === label)
      if (here.length === 0) return []
      // What risks of one place were learnt from overlaps: the ends are averaged as if they erred together.
      const mean = (of: (one: (typeof here)[number]) => number) =>
        sumOver(here.length, (place) => (here[place] ? of(here[place]) : 0)) / here.length
      return [
        {
          touchpoint: id,
          open: here.length,
          risk: mean(({ risk }) => risk),
          riskLow: mean(({ riskLow }) => riskLow),
          riskHigh: mean(({ riskHigh }) => riskHigh),
          n: here.reduce((most, { n }) => Math.max(most, n), 0),
        },
      ]
    })
    return {
      body: {
        asOf: asOfText(lives.asOf),
        learntFrom: known.length,
        cohort,
        calibration,
        open: open.length,
        places: places.sort((a, b) => b.open * b.risk - a.open * a.risk),
        journeys: ranked.slice(0, top).map(({ i, standing, risk, riskLow, riskHigh, n }) => ({
          key: keyOf(i),
          at: idOf(standing.label),
          waitedSeconds: standing.waited,
          risk,
          riskLow,
          riskHigh,
          n,
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
      people: (of) => {
        if (of === 'open') return ranked.map(({ i }) => keyOf(i))
        const [, id] = /^at:(.+)$/.exec(of) ?? []
        if (id === undefined) return undefined
        return ranked.filter(({ standing }) => idOf(standing.label) === id).map(({ i }) => keyOf(i))
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
