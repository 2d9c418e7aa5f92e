import { Text } from '@mantine/core'
import type { Rate } from '../../../../kernel/index.ts'
import { count, enough, plain, share, text } from '../cells.ts'
import { described, type Ground, type PictureProps } from '../description.ts'
import { Drawing, fitted } from '../pictures/drawing.tsx'
import { pressed } from '../pictures/pressed.ts'
import type { Question } from '../question.ts'
import type { Telling } from '../use-telling.ts'
import { casesField } from './choices.ts'

interface Step {
  readonly label: string
  readonly count: number
  /** Reached it, and no further. */
  readonly stopped: number
  /** Of those, who still have time; `null` where none is allowed. */
  readonly open: number | null
  readonly dropOff: Rate
  readonly ofFirst: Rate
  readonly ofPrevious: Rate
  readonly medianSeconds: number | null
}

interface FunnelAnswer {
  readonly cases: number
  readonly order: 'ordered' | 'strict' | 'any'
  readonly steps: readonly Step[]
  readonly dropped: number
}

const [ROW, HIGH] = [62, 34]
/** Under this width a step's name stands above its bar. */
const [NARROW, ABOVE] = [480, 24]

interface LostProps {
  readonly x: number
  readonly y: number
  readonly width: number
  /** How wide those are who still have time; they stand next to those who went on. */
  readonly open: number
  readonly lost: number
  readonly still: number
  /** Where its words end. */
  readonly end: number
  readonly brief: boolean
  readonly step: string
  readonly telling: Telling
  readonly list: (of: 'stopped' | 'open') => void
}

/** Those who stopped after a step: hatched, those who still have time. */
const Lost = ({ x, y, width, open, lost, still, end, brief, step, telling: { say, number }, list }: LostProps) => (
  <>
    <g {...pressed(() => list('stopped'))}>
      <title>{say('measure.funnel.lost.press', { count: lost, step })}</title>
      <rect className="lost" x={x} y={y} width={width} height={HIGH} rx={4} />
      <text className="lost-text" x={end} y={y + HIGH + 15} textAnchor="end">
        {still === 0
          ? `−${number(lost)}`
          : say(brief ? 'measure.funnel.lost.open.brief' : 'measure.funnel.lost.open', {
              lost: number(lost),
              open: number(still),
            })}
      </text>
    </g>
    {still > 0 && (
      <g {...pressed(() => list('open'))}>
        <title>{say('measure.funnel.open.press', { count: still, step })}</title>
        <rect className="still" x={x} y={y} width={Math.min(width, Math.max(3, open))} height={HIGH} rx={4} />
        <path className="still-lines" d={hatched(x, y, Math.min(width, Math.max(3, open)))} />
      </g>
    )}
  </>
)

/** Slanted lines over a bar: what it is can be told without its colour. */
const hatched = (x: number, y: number, width: number): string =>
  Array.from(
    { length: Math.max(0, Math.floor((width - 6) / 7)) },
    (_, at) => `M${x + 3 + at * 7},${y + HIGH - 3}l6,${6 - HIGH}`,
  ).join('')

/** Steps from the widest to the narrowest; between two of them those who stopped, to be pressed. */
const Picture = ({ answer, telling, open }: PictureProps<FunnelAnswer>) => {
  const { say, number, percent, time, event } = telling
  const { steps } = answer
  const first = steps[0]?.count ?? 0
  const named = (label: string) =>
    answer.order === 'any' ? say('measure.funnel.any', { count: Number(label) }) : event(label)
  return (
    <>
      {steps.some(({ open: still }) => (still ?? 0) > 0) && (
        <Text size="sm" className="quiet" mb="xs" data-legend>
          {say('measure.funnel.legend')}
        </Text>
      )}
      <Drawing name={say('measure.funnel')} height={(width) => steps.length * (ROW + (width < NARROW ? ABOVE : 0)) + 4}>
        {(width) => {
          const above = width < NARROW ? ABOVE : 0
          const left = above > 0 ? 0 : Math.min(250, width * 0.36)
          const room = width - left - 8
          const words = above > 0 ? width : left - 12
          const wide = (many: number) => (first === 0 ? 0 : (many / first) * room)
          return steps.map(({ label, count: many, ofFirst, medianSeconds }, at) => {
            const y = at * (ROW + above) + above + 4
            const before = steps[at - 1]?.count ?? many
            const lost = steps[at - 1]?.stopped ?? 0
            const still = steps[at - 1]?.open ?? 0
            const shown = percent(enough(ofFirst).value, 0)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same step may be asked twice, its place is what it is
              <g key={`${at} ${label}`}>
                <text className="label" x={0} y={above > 0 ? y - 8 : y + 16}>
                  {fitted(`${at + 1}. ${named(label)}`, words)}
                </text>
                {medianSeconds !== null && at > 0 && (
                  <text className="quiet-text" x={0} y={above > 0 ? y + HIGH + 15 : y + 33}>
                    {fitted(say('measure.funnel.median', { time: time(medianSeconds) }), above > 0 ? width / 2 : words)}
                  </text>
                )}
                {lost > 0 && (
                  <Lost
                    {...{ y, lost, still, telling }}
                    x={left + wide(many)}
                    width={Math.max(6, wide(before) - wide(many))}
                    open={still === 0 ? 0 : wide(still)}
                    end={Math.max(left + wide(before), above > 0 ? width : 0)}
                    brief={above > 0}
                    step={named(steps[at - 1]?.label ?? '')}
                    list={(of) => open(`${of}:${at}`)}
                  />
                )}
                <g {...pressed(() => open(`step:${at + 1}`))}>
                  <title>{`${named(label)} : ${number(many)}, ${shown}`}</title>
                  <rect className="step-bar" x={left} y={y} width={Math.max(3, wide(many))} height={HIGH} rx={4} />
                  <text
                    className={wide(many) > 130 ? 'said cell-text on-dark' : 'said'}
                    x={left + (wide(many) > 130 ? 10 : Math.max(wide(many), wide(before)) + 8)}
                    y={y + 22}
                  >
                    {number(many)} · {shown}
                  </text>
                </g>
              </g>
            )
          })
        }}
      </Drawing>
    </>
  )
}

/** The commonest touchpoint of each stage, in the order of the map: a first question that says something. */
const firstSteps = ({ map, lived, events }: Ground): readonly string[] => {
  if (!map || map.touchpoints.length === 0) return events.slice(0, 4)
  const many = (id: string) => lived?.touchpoints.find((one) => one.id === id)?.instances ?? 0
  return map.stages.flatMap(({ id: stage }) => {
    const [best] = map.touchpoints.filter((one) => one.stage === stage).sort((a, b) => many(b.id) - many(a.id))
    return best && many(best.id) > 0 ? [best.id] : []
  })
}

/** Whom a step is reached from: the last one before it that may not be left out. */
const listBefore = (at: number, { optional }: Question): string | undefined => {
  const skipped = new Set((Array.isArray(optional) ? optional : []).map(Number))
  for (let before = at; before > 0; before--) if (!skipped.has(before)) return `step:${before}`
  return undefined
}

const isTimed = (steps: readonly Step[]) => steps.some(({ open }) => open !== null)

const TIMED = [
  { title: 'measure.funnel.open', right: true, means: 'measure.funnel.means.open' },
  { title: 'measure.funnel.dropoff', right: true, means: 'measure.funnel.means.dropoff' },
] as const

/** At the last step nobody is still on the way. */
const timedCells = ({ open, dropOff }: Step, at: number, size: number) =>
  at + 1 < size
    ? [count(open ?? 0, `open:${at + 1}`), share(dropOff, `lost:${at + 1}`)]
    : [plain(null, 'number'), plain(null, 'number')]

const steps = (question: Question) => (Array.isArray(question.step) ? question.step : [])

export const funnel = described<FunnelAnswer>({
  name: 'funnel',
  means: 'measure.funnel.means',
  of: 'either',
  fields: [
    { kind: 'steps', name: 'step', label: 'measure.steps' },
    {
      kind: 'choice',
      name: 'order',
      label: 'measure.order',
      usual: 'ordered',
      choices: [
        { value: 'ordered', label: 'measure.order.ordered' },
        { value: 'strict', label: 'measure.order.strict' },
        { value: 'any', label: 'measure.order.any' },
      ],
    },
    { kind: 'duration', name: 'window', label: 'measure.window' },
    {
      kind: 'choice',
      name: 'windowFrom',
      label: 'measure.windowfrom',
      usual: 'first',
      choices: [
        { value: 'first', label: 'measure.windowfrom.first' },
        { value: 'previous', label: 'measure.windowfrom.previous' },
      ],
    },
    casesField,
  ],
  first: (ground) => ({ step: firstSteps(ground) }),
  ready: (question) => steps(question).length > 0,
  headline: ({ steps: reached, order }, { say, number, percent, event }) => {
    const [first, last] = [reached[0], reached.at(-1)]
    if (!first || !last || reached.length < 2 || first.count === 0) return undefined
    const most = Math.max(...reached.slice(0, -1).map(({ stopped }) => stopped))
    const at = reached.findIndex(({ stopped }) => stopped === most)
    const label = reached[at]?.label ?? ''
    return say('measure.funnel.headline', {
      first: number(first.count),
      last: number(last.count),
      share: percent(enough(last.ofFirst).value),
      lost: number(most),
      step: order === 'any' ? say('measure.funnel.any', { count: Number(label) }) : event(label),
    })
  },
  Picture,
  tables: ({ steps: reached, order, dropped }, { say, event }, question) => [
    {
      name: 'steps',
      title: 'measure.funnel',
      ...(dropped > 0 && { note: say('measure.funnel.dropped', { count: dropped }) }),
      columns: [
        { title: 'measure.step' },
        { title: 'measure.people', right: true, means: 'measure.funnel.means.count' },
        { title: 'measure.funnel.offirst', right: true, means: 'measure.funnel.means.first' },
        { title: 'measure.funnel.ofprevious', right: true, means: 'measure.funnel.means.previous' },
        { title: 'measure.funnel.stopped', right: true, means: 'measure.funnel.means.stopped' },
        ...(isTimed(reached) ? TIMED : []),
        { title: 'measure.median', right: true, means: 'measure.funnel.means.median' },
      ],
      rows: reached.map((one, at) => [
        text(
          `${at + 1}. ${order === 'any' ? say('measure.funnel.any', { count: Number(one.label) }) : event(one.label)}`,
          true,
        ),
        count(one.count, `step:${at + 1}`),
        share(one.ofFirst, `step:${at + 1}`, 'step:1'),
        share(one.ofPrevious, `step:${at + 1}`, listBefore(at, question)),
        at + 1 < reached.length ? count(one.stopped, `stopped:${at + 1}`) : plain(null, 'number'),
        ...(isTimed(reached) ? timedCells(one, at, reached.length) : []),
        plain(at === 0 ? null : one.medianSeconds, 'time', `step:${at + 1}`, one.count),
      ]),
    },
  ],
})
