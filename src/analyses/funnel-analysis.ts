import { Type } from '@sinclair/typebox'
import { SESSION_GAP } from '../journeys/index.ts'
import { type Instant, Refused } from '../kernel/index.ts'
import { type AnalysisPorts, type Answered, type Asked, analysis, type Reduced } from './analysis.ts'
import { codesOf } from './event-codes.ts'
import { countFunnel, type Funnel, type FunnelCounts, type FunnelStep, reachedStep, tellFunnel } from './funnel.ts'
import { countPeople, overPeople } from './funnel-people.ts'
import { isPlain } from './funnel-plain.ts'
import { DROPPED, type Exclusion, type Followed, type FunnelQuestion, timedUntil } from './funnel-question.ts'
import { surveyed } from './parts.ts'
import { readReduced } from './read-paths.ts'
import { asOfText, durationOf, type ReadCases } from './read-scope.ts'
import { column } from './result-table.ts'
import {
  answerShape,
  CasesOption,
  Count,
  durationOption,
  MapOption,
  NullableNumber,
  nullable,
  oneOf,
  RateShape,
  shape,
  Text,
} from './shapes.ts'

interface FunnelBody {
  readonly asOf: string
  readonly people?: unknown
  readonly cases: number
  readonly order: FunnelQuestion['order']
  readonly steps: readonly FunnelStep[]
  readonly dropped: number
}

const options = Type.Object({
  map: MapOption,
  cases: CasesOption,
  step: Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), {
    minItems: 1,
    description: 'a step, in order; "A|B" for either (repeat it)',
  }),
  optional: Type.Optional(
    Type.Array(Type.Integer({ minimum: 2 }), { description: 'step n may be skipped (may be repeated)' }),
  ),
  order: Type.Optional({
    ...oneOf(['ordered', 'strict', 'any'], { description: 'ordered, strict (nothing between) or any' }),
    default: 'ordered',
  }),
  window: Type.Optional(durationOption('within this time, such as P30D')),
  windowFrom: Type.Optional({
    ...oneOf(['first', 'previous'], { description: 'counted from the first step or the previous one' }),
    default: 'first',
  }),
  exclude: Type.Optional(
    Type.Array(
      Type.String({
        pattern: '^.+@[1-9][0-9]*(?::(?:drop|reset|drop-off))?$',
        maxLength: 2000,
        examples: ['Call Received@1:reset'],
      }),
      {
        description: 'EVENT@STEP[:drop|reset|drop-off]: what must not happen after a step',
      },
    ),
  ),
})

type Named = Parameters<typeof codesOf>[1]

const misasked = (fr: string, en: string, remedyFr: string, remedyEn: string) =>
  new Refused({ code: 'funnel-misasked', what: { fr, en }, remedy: { fr: remedyFr, en: remedyEn } })

const exclusionOf = (text: string, table: Named): Exclusion => {
  const [, event = '', after = '1', mode = 'drop'] = /^(.+)@(\d+)(?::(drop|reset|drop-off))?$/.exec(text) ?? []
  return { codes: codesOf(event, table), after: Number(after) - 1, mode: mode as Exclusion['mode'] }
}

const questionOf = (asked: (typeof options)['static'], table: Named, asOf: Instant): FunnelQuestion => {
  const { cases, step, optional = [], order = 'ordered', window, windowFrom = 'first', exclude = [] } = asked
  const exclusions = exclude.map((text) => exclusionOf(text, table))
  const last = exclusions.find(({ after }) => after >= (order === 'any' ? 1 : step.length - 1))
  if (last)
    throw misasked(
      'Rien n’est exclu après la dernière étape ; dans n’importe quel ordre, l’exclusion court de la première à la dernière.',
      'Nothing is excluded after the last step; in any order an exclusion runs from the first step to the last.',
      'Nommez une étape qui en a une après elle ; dans n’importe quel ordre, @1.',
      'Name a step that has another after it; in any order, @1.',
    )
  if (optional.some((one) => one > step.length))
    throw misasked(
      `Il n’y a pas d’étape ${optional.find((one) => one > step.length)} : l’entonnoir en a ${step.length}.`,
      `There is no step ${optional.find((one) => one > step.length)}: the funnel has ${step.length}.`,
      'Comptez les étapes à partir de 1.',
      'Count the steps from 1.',
    )
  if (order === 'any' && optional.length > 0)
    throw misasked(
      'Dans n’importe quel ordre, aucune étape n’est facultative.',
      'In any order no step is optional.',
      'Retirez les étapes facultatives.',
      'Leave the optional steps out.',
    )
  return {
    steps: step.map((label, at) => ({
      label,
      codes: codesOf(label, table),
      ...(optional.includes(at + 1) && { optional: true }),
    })),
    order,
    window: window === undefined ? Number.POSITIVE_INFINITY : durationOf(window),
    windowFrom,
    exclusions,
    asOf,
    // A session that has ended is not still on its way.
    ...(cases === 'session' && { quiet: SESSION_GAP }),
  }
}

/** Which number of a funnel is meant: of a step (from 1), or of those left out. */
const numberNamed = (of: string, size: number) => {
  const [, what, at] = /^(step|stopped|open|lost|dropped)(?::([1-9]\d{0,4}))?$/.exec(of) ?? []
  const step = Number(at)
  if (what === 'dropped') return at === undefined ? ({ what, step: 0 } as const) : undefined
  if (at === undefined || step > size) return undefined
  return { what: what as 'step' | 'stopped' | 'open' | 'lost', step } as const
}

/** The cases behind a number of a funnel; `undefined` where none is so named. */
const whoIn = (answer: Followed, question: FunnelQuestion, of: string): readonly number[] | undefined => {
  const named = numberNamed(of, question.steps.length)
  if (!named) return undefined
  const { what, step } = named
  const whose = (wanted: number, is: (c: number) => boolean = () => true): number[] => {
    const cases: number[] = []
    for (const [c, reached] of answer.reached.entries()) if (reached === wanted && is(c)) cases.push(c)
    return cases
  }
  if (what === 'step') return reachedStep(answer, question.steps, step - 1)
  if (what === 'dropped') return whose(DROPPED)
  if (what === 'stopped') return whose(step)
  // Where no time is allowed, nobody's is up, and nobody's is left.
  if (timedUntil(question) === undefined || step === question.steps.length) return []
  return whose(step, (c) => (answer.open[c] === 1) === (what === 'open'))
}

const bodyOf = (
  { asOf, cases }: { readonly asOf: Instant; readonly cases: number },
  { order }: FunnelQuestion,
  { steps, dropped }: Pick<Funnel, 'steps' | 'dropped'>,
): FunnelBody => ({
  asOf: asOfText(asOf),
  cases,
  order,
  steps: steps.map((step, at) => ({ ...step, ...(order === 'any' && { label: `${at + 1}` }) })),
  dropped,
})

/** Worked out here, over every case, in parts where they are many. */
const everybody = async (
  ports: AnalysisPorts,
  asked: Asked<(typeof options)['static']>,
): Promise<Answered<FunnelBody>> => {
  const all = await surveyed(ports, asked, asked.options.map, asked.options.cases)
  const question = questionOf(asked.options, all, all.asOf)
  /** The last part that was followed: where there is but one, nobody is followed twice. */
  let last: { readonly at: Float64Array; readonly answer: FunnelCounts } | undefined
  const followedIn = ({ table }: ReadCases): FunnelCounts => {
    if (last?.at !== table.at)
      last = { at: table.at, answer: countFunnel({ ...table, code: table.activity }, question) }
    return last.answer
  }
  const counts = await all.count((part) => {
    const answer = followedIn(part)
    const { people } = part.table
    return {
      parts: answer.parts,
      lived: answer.lived,
      ...(people && { sums: countPeople(answer, question, { people, at: part.table.at }) }),
    }
  })
  const told = tellFunnel(question, counts)
  const sums = counts.flatMap((one) => (one.sums ? [one.sums] : []))
  const steps = sums.length > 0 ? overPeople(told.steps, sums) : told.steps
  return {
    body: bodyOf(all, question, { ...told, steps }),
    people: (of) =>
      numberNamed(of, question.steps.length) && all.list((part) => whoIn(followedIn(part), question, of) ?? []),
  }
}

/** Within a time, over more cases than this machine holds: the engine knows who gets how far, and need not read the others. */
const listedInEngine =
  (reduced: Reduced, { steps, window }: FunnelQuestion): NonNullable<Answered<FunnelBody>['people']> =>
  (of) => {
    const named = numberNamed(of, steps.length)
    if (!named) return undefined
    const { what, step } = named
    const nobody = what === 'dropped' || (step === steps.length && (what === 'open' || what === 'lost'))
    const codes = steps.map((one) => one.codes)
    return nobody ? [] : reduced.reached(codes, window, step, what)
  }

/** How far people get through some steps. */
export const funnelAnalysis = analysis<typeof options, FunnelBody>({
  name: 'funnel',
  does: 'how far people get through some steps',
  options,
  body: answerShape('How far people get: in any order, step n is any n of the steps', {
    cases: Count,
    order: Text,
    steps: Type.Array(
      shape({
        label: Text,
        count: Count,
        stopped: { ...Count, description: 'Reached it, and no further so far.' },
        open: {
          ...nullable(Count),
          description: 'Of those, who still have time to go further; null where no window is asked.',
        },
        dropOff: {
          ...RateShape,
          description: 'Who got no further, of those who did or whose time is up; undefined where no window is asked.',
        },
        ofFirst: RateShape,
        ofPrevious: RateShape,
        medianSeconds: NullableNumber,
        medianLow: NullableNumber,
        medianHigh: NullableNumber,
        timed: { ...Count, description: 'How many times the median is of.' },
      }),
    ),
    dropped: Count,
  }),
  people:
    'step:N (reached it), stopped:N (and no further), open:N (and still has time), lost:N (and has none left), dropped',
  answer: async (ports, asked) => {
    const told = await everybody(ports, asked)
    const reduced = await readReduced(ports, asked, asked.options.map, asked.options.cases)
    if (!reduced) return told
    const question = questionOf(asked.options, { activities: reduced.names }, reduced.asOf)
    const isTimed = question.window !== Number.POSITIVE_INFINITY && question.windowFrom === 'first'
    return isPlain(question) && isTimed ? { body: told.body, people: listedInEngine(reduced, question) } : told
  },
  tables: ({ steps, dropped }) => [
    {
      name: 'steps',
      title: { fr: 'L’entonnoir', en: 'The funnel' },
      ...(dropped > 0 && { note: { fr: `Laissés de côté : ${dropped}`, en: `Left out: ${dropped}` } }),
      columns: [
        column('step', 'text', 'étape', 'step'),
        column('count', 'count', 'personnes', 'people'),
        column('stopped', 'count', 's’arrêtent là', 'stop there'),
        column('open', 'count', 'dont encore dans les temps', 'of whom still in time'),
        column('drop_off', 'rate', 'abandon', 'drop-off'),
        column('of_first', 'rate', 'de la première', 'of the first'),
        column('of_previous', 'rate', 'de la précédente', 'of the one before'),
        column('median_seconds', 'seconds', 'médiane', 'median'),
      ],
      rows: steps.map(({ label, count, stopped, open, dropOff, ofFirst, ofPrevious, medianSeconds }) => [
        label,
        count,
        stopped,
        open,
        dropOff,
        ofFirst,
        ofPrevious,
        medianSeconds,
      ]),
    },
  ],
})
