import { count, enough, place, plain, share, text } from '../cells.ts'
import { described, type Ground } from '../description.ts'
import type { Question } from '../question.ts'
import { casesField } from './choices.ts'
import { type FunnelAnswer, FunnelPicture, numbered, type Step, stepName } from './funnel-picture.tsx'

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
  headline: ({ steps: reached, order }, telling) => {
    const { say, number, percent } = telling
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
      step: stepName(label, order, telling),
    })
  },
  Picture: FunnelPicture,
  tables: ({ steps: reached, order, dropped }, telling, question) => [
    {
      name: 'steps',
      title: 'measure.funnel',
      ...(dropped > 0 && { note: telling.say('measure.funnel.dropped', { count: dropped }) }),
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
        order === 'any'
          ? place(numbered(at, one.label, order, telling))
          : text(numbered(at, one.label, order, telling), true),
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
