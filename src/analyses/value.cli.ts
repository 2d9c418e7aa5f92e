import { InvalidArgumentError } from 'commander'
import { type AnalysisOptions, analysis, filterOf, instantFrom, wholeNumber } from '../cli/analysis.ts'
import type { Commands } from '../cli/room-commands.ts'
import { columns, heading, number } from '../cli/tell.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { CaseQuestion } from '../journeys/index.ts'
import { DAY, iso, type Language, Refused, say } from '../kernel/index.ts'
import { expectedPurchases, expectedSpend, fitBuying, fitSpend, probabilityAlive } from './customer-value.ts'
import { buyersOf } from './purchase-records.ts'
import { readPurchases } from './purchases.clickhouse.ts'

interface ValueOptions extends AnalysisOptions {
  readonly purchase: string
  readonly revenue: string
  readonly horizon: number
  readonly top: number
}

const weeks = (text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('a number of weeks above 0 is wanted')
  return value
}

const tooFew = (buyers: number): Refused =>
  new Refused({
    code: 'too-few-buyers',
    what: {
      fr: `${buyers} acheteurs, dont trop peu ont racheté : un modèle de valeur n’en dirait rien de fiable.`,
      en: `${buyers} buyers, too few of whom bought again: a model of value would say nothing reliable of them.`,
    },
    remedy: {
      fr: 'Élargissez la période, ou nommez l’achat avec --purchase.',
      en: 'Widen the period, or name the purchase with --purchase.',
    },
  })

/** Below this many repeat buyers the models are not fitted. */
const LEAST_REPEAT = 20

const worthOf = (buyers: ReturnType<typeof buyersOf>, options: ValueOptions) => {
  const buying = fitBuying(buyers)
  const spend = fitSpend(buyers)
  const people = buyers.map((buyer) => {
    const purchases = expectedPurchases(buying, buyer, options.horizon)
    return {
      person: buyer.person,
      purchases,
      alive: probabilityAlive(buying, buyer),
      value: purchases * expectedSpend(spend, buyer),
    }
  })
  const total = people.reduce((sum, { value }) => sum + value, 0)
  return {
    buyers: buyers.length,
    repeat: buyers.filter(({ x }) => x > 0).length,
    buying,
    spend,
    horizonWeeks: options.horizon,
    expectedPurchases: people.reduce((sum, { purchases }) => sum + purchases, 0),
    expectedValue: total,
    top: people.sort((a, b) => b.value - a.value).slice(0, options.top),
  }
}

const valueText = (answer: ReturnType<typeof worthOf>, language: Language): string => {
  const t = (fr: string, en: string) => say({ fr, en }, language)
  const n = (value: number, digits = 0) => number(value, language, digits)
  return [
    t('La valeur des clients', 'What customers are worth'),
    '',
    `  ${n(answer.buyers)} ${t('acheteurs, dont', 'buyers, of whom')} ${n(answer.repeat)} ${t('ont racheté', 'bought again')}`,
    `  ${t('Dans les', 'In the next')} ${n(answer.horizonWeeks)} ${t('semaines à venir :', 'weeks:')} ${n(answer.expectedPurchases)} ${t('achats attendus,', 'purchases expected,')} ${n(answer.expectedValue)} ${t('de valeur', 'of value')}`,
    ...heading(t('Les plus précieux', 'The most valuable')),
    ...columns(
      answer.top.map(({ person, purchases, alive, value }) => [
        person,
        n(purchases, 2),
        `${n(100 * alive)} %`,
        n(value),
      ]),
      ['left', 'right', 'right', 'right'],
    ),
    '',
  ].join('\n')
}

export const valueCommand: Commands = (program, run) => {
  analysis(program.command('value'))
    .description('expected purchases and value of customers (BG/NBD, Gamma-Gamma)')
    .option('--purchase <event>', 'what counts as a purchase', 'Order Completed')
    .option('--revenue <property>', 'the property that holds its value', 'revenue')
    .option('--horizon <weeks>', 'how many weeks ahead', weeks, 52)
    .option('--top <n>', 'how many of the most valuable to list', wholeNumber, 10)
    .action((options: ValueOptions) =>
      run(options, async (context) => {
        const question: CaseQuestion = {
          workspace: LOCAL_OWNER.workspace,
          filter: filterOf(options),
          inferred: 'person',
        }
        const purchases = await readPurchases(
          await context.engines.analytics(),
          question,
          options.purchase,
          options.revenue,
        )
        const latest = purchases.reduce((most, { at }) => Math.max(most, at), 0)
        const asOf = options.asOf === undefined ? latest || context.now() : instantFrom(options.asOf)
        const buyers = buyersOf(purchases, asOf, 7 * DAY)
        if (buyers.filter(({ x }) => x > 0).length < LEAST_REPEAT) throw tooFew(buyers.length)
        const answer = worthOf(buyers, options)
        context.out(context.json ? JSON.stringify({ asOf: iso(asOf), ...answer }) : valueText(answer, context.language))
      }),
    )
}
