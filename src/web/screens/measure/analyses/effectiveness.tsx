import type { Rate } from '../../../../kernel/index.ts'
import type { Estimate } from '../../../../statistics/index.ts'
import { estimate, plain, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import type { Telling } from '../use-telling.ts'

interface Effect {
  readonly path: readonly string[]
  readonly gapped: boolean
  readonly exposed: Rate
  readonly others: Rate
  readonly difference: Estimate
  readonly q: number
  readonly found: boolean
}

interface EffectivenessAnswer {
  readonly atRisk: number
  readonly succeeded: Rate
  readonly strata: number
  readonly tested: number
  readonly found: number
  readonly effects: readonly Effect[]
}

const said = ({ path, gapped }: Effect, { event }: Telling) => path.map(event).join(gapped ? ' … ' : ' → ')
const pathOf = ({ path, gapped }: Effect) => path.join(gapped ? '..' : '>')
const listOf = (one: Effect) => `path:${pathOf(one)}`

/** What each path adds to success, or takes from it, beside comparable journeys; grey may be chance. */
const Picture = ({ answer, telling, open }: PictureProps<EffectivenessAnswer>) => {
  const { say, value } = telling
  return (
    <Bars
      long
      name={say('measure.effect')}
      ends={[say('measure.effect.less'), say('measure.effect.more')]}
      bars={answer.effects.slice(0, 20).map((one) => ({
        key: listOf(one),
        label: said(one, telling),
        value: one.difference.value ?? 0,
        low: one.difference.low,
        high: one.difference.high,
        said: value(one.difference.value, 'points'),
        tone: one.found ? ((one.difference.value ?? 0) > 0 ? 'good' : 'bad') : 'faint',
        onPress: () => open(listOf(one)),
      }))}
    />
  )
}

export const effectiveness = described<EffectivenessAnswer>({
  name: 'effectiveness',
  means: 'measure.effect.means',
  of: 'map',
  fields: [
    { kind: 'duration', name: 'landmark', label: 'measure.effect.landmark', how: 'measure.effect.landmark.how' },
    { kind: 'duration', name: 'horizon', label: 'measure.effect.horizon' },
    { kind: 'number', name: 'longest', label: 'measure.effect.longest', least: 1, most: 6, usual: 4 },
    { kind: 'number', name: 'support', label: 'measure.effect.support', least: 20, most: 500, usual: 100, step: 10 },
    { kind: 'conditions', name: 'stratum', label: 'measure.effect.segment' },
  ],
  first: () => ({ landmark: 'P14D' }),
  headline: ({ effects, found, tested }, telling) => {
    const best = effects.find((one) => one.found)
    if (!best) return telling.say('measure.effect.none', { tested })
    return telling.say('measure.effect.headline', {
      path: said(best, telling),
      points: telling.value(best.difference.value, 'points'),
      found,
      tested,
    })
  },
  Picture,
  tables: (answer, telling) => [
    {
      name: 'effects',
      title: 'measure.effect',
      note: telling.say('measure.effect.note', { atRisk: answer.atRisk, strata: answer.strata, tested: answer.tested }),
      columns: [
        { title: 'measure.path' },
        { title: 'measure.effect.exposed', right: true, means: 'measure.effect.means.raw' },
        { title: 'measure.effect.others', right: true, means: 'measure.effect.means.raw' },
        { title: 'measure.effect.gap', right: true, means: 'measure.effect.means' },
        { title: 'measure.q', right: true, means: 'measure.means.q' },
      ],
      rows: answer.effects.map((one) => [
        text(said(one, telling), one.found),
        share(one.exposed, `path-succeeded:${pathOf(one)}`, listOf(one)),
        share(one.others, `others-succeeded:${pathOf(one)}`, `others:${pathOf(one)}`),
        estimate(one.difference, 'points'),
        plain(one.q, 'q'),
      ]),
    },
  ],
})
