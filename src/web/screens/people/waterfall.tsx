import { Text } from '@mantine/core'
import {
  type Icon,
  IconArrowsExchange,
  IconCircle,
  IconCircleCheck,
  IconCircleHalf2,
  IconCircleX,
  IconProgressCheck,
} from '@tabler/icons-react'
import type { Agreement, Waterfall, WaterfallStep } from '../../../matching/index.ts'
import { useLanguage, useWords } from '../../words/language.tsx'

const SIGNS: Readonly<Record<Agreement, Icon>> = {
  same: IconCircleCheck,
  near: IconProgressCheck,
  alike: IconCircleHalf2,
  crossed: IconArrowsExchange,
  far: IconCircleHalf2,
  different: IconCircleX,
  missing: IconCircle,
}

interface Bar {
  readonly from: number
  readonly to: number
}

/** Where each bar begins and ends, and the width of all: the odds before, comparison by comparison, until the odds after. */
const barsOf = ({ prior, steps, homes, posterior }: Waterfall) => {
  let at = prior
  const bars = [...steps.map(({ weight }) => weight), homes].map((weight): Bar => {
    const from = at
    at += weight
    return { from, to: at }
  })
  const ends = [0, prior, posterior, ...bars.flatMap(({ from, to }) => [from, to])]
  return { bars, low: Math.min(...ends) - 1, high: Math.max(...ends) + 1 }
}

/** One bar on the common scale; the line is where two people are as likely one as two. */
const BarOf = ({ from, to, low, high }: Bar & { readonly low: number; readonly high: number }) => {
  const place = (value: number) => ((value - low) / (high - low)) * 100
  const [left, right] = [Math.min(place(from), place(to)), Math.max(place(from), place(to))]
  return (
    <svg viewBox="0 0 100 20" preserveAspectRatio="none" className="fall" aria-hidden="true">
      <line x1={place(0)} x2={place(0)} y1="0" y2="20" className="fall-even" />
      {from !== to && (
        <rect
          x={left}
          width={Math.max(0.6, right - left)}
          y="4"
          height="12"
          className={to > from ? 'fall-up' : 'fall-down'}
        />
      )}
    </svg>
  )
}

const useBits = () => {
  const { language } = useLanguage()
  return (value: number) =>
    value.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' })
}

const Step = ({ step, bar, low, high }: { step: WaterfallStep; bar: Bar; low: number; high: number }) => {
  const { say } = useWords()
  const bits = useBits()
  const Sign = SIGNS[step.agreement]
  return (
    <tr>
      <th scope="row">{say(`matches.field.${step.name as 'given'}`)}</th>
      <td className="fall-value">{step.a || <span className="quiet">{say('matches.missing')}</span>}</td>
      <td className="fall-value">{step.b || <span className="quiet">{say('matches.missing')}</span>}</td>
      <td>
        <span className="fall-agreement" data-agreement={step.agreement}>
          <Sign size={16} aria-hidden />
          {say(`matches.agreement.${step.agreement}`)}
        </span>
      </td>
      <td className="fall-number">{step.agreement === 'missing' ? '–' : bits(step.weight)}</td>
      <td className="fall-cell">
        <BarOf {...bar} low={low} high={high} />
      </td>
    </tr>
  )
}

/** Side by side, field by field, with what each comparison weighs: a table that is a chart as well. */
export const WaterfallTable = ({ why }: { readonly why: Waterfall }) => {
  const { say } = useWords()
  const bits = useBits()
  const { bars, low, high } = barsOf(why)
  const whole = (from: number, to: number) => <BarOf from={from} to={to} low={low} high={high} />
  return (
    <div className="fall-scroll">
      <table className="falls">
        <caption>
          <Text size="sm" className="quiet" component="span">
            {say('matches.caption')}
          </Text>
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('matches.column.field')}</th>
            <th scope="col">{say('matches.column.one')}</th>
            <th scope="col">{say('matches.column.other')}</th>
            <th scope="col">{say('matches.column.agreement')}</th>
            <th scope="col" className="fall-number">
              {say('matches.column.weight')}
            </th>
            <th scope="col">
              <span className="fall-ends">
                <span>{say('matches.two')}</span>
                <span>{say('matches.one')}</span>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="fall-sum">
            <th scope="row" colSpan={4}>
              {say('matches.prior')}
            </th>
            <td className="fall-number">{bits(why.prior)}</td>
            <td className="fall-cell">{whole(0, why.prior)}</td>
          </tr>
          {why.steps.map((step, at) => (
            <Step key={step.name} step={step} bar={bars[at] ?? { from: 0, to: 0 }} low={low} high={high} />
          ))}
          <tr>
            <th scope="row" colSpan={4}>
              {say('matches.homes')}
            </th>
            <td className="fall-number">{bits(why.homes)}</td>
            <td className="fall-cell">
              <BarOf {...(bars.at(-1) ?? { from: 0, to: 0 })} low={low} high={high} />
            </td>
          </tr>
          <tr className="fall-sum">
            <th scope="row" colSpan={4}>
              {say('matches.posterior')}
            </th>
            <td className="fall-number">{bits(why.posterior)}</td>
            <td className="fall-cell">{whole(0, why.posterior)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}
