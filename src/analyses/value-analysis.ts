import { Type } from '@sinclair/typebox'
import type { CaseSpans } from '../journeys/index.ts'
import { type Instant, Refused } from '../kernel/index.ts'
import { type Estimate, goOn, type Look, meanOf } from '../statistics/index.ts'
import { analysis } from './analysis.ts'
import { calendarOf } from './calendar.ts'
import { ZONE_OPTION, zoneOf } from './calendar-option.ts'
import {
  type BuyingModel,
  expectedPurchases,
  expectedSpend,
  probabilityAlive,
  type SpendModel,
} from './customer-value.ts'
import { codesOf } from './event-codes.ts'
import { surveyed } from './parts.ts'
import { type Buyer, buyersOf, type Purchase } from './purchase-records.ts'
import { asOfText } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, EstimateShape, MapOption, shape, Text } from './shapes.ts'
import { type Worth, type Worths, worthsOf } from './worth.ts'

/** What is expected of one customer, each with the interval of what is known of the models, not of what they will do. */
interface TopWorth {
  readonly person: string
  readonly purchases: Estimate
  readonly alive: Estimate
  readonly value: Estimate
}

interface ValueBody {
  readonly asOf: string
  readonly buyers: number
  readonly repeat: number
  readonly buying: BuyingModel
  readonly spend: SpendModel
  readonly horizonWeeks: number
  readonly expectedPurchases: Estimate
  readonly expectedValue: Estimate
  readonly top: readonly TopWorth[]
  readonly byFirst: readonly { readonly first: string; readonly value: Estimate }[]
}

const options = Type.Object({
  map: MapOption,
  purchase: Type.Optional(
    Type.String({ maxLength: 500, default: 'Order Completed', description: 'what counts as a purchase' }),
  ),
  revenue: Type.Optional(
    Type.String({ maxLength: 200, default: 'revenue', description: 'the property that holds its value' }),
  ),
  zone: ZONE_OPTION,
  horizon: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, maximum: 2600, default: 52, description: 'how many weeks ahead' }),
  ),
  top: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 10_000, default: 10, description: 'how many of the most valuable to list' }),
  ),
})

/** Below this many repeat buyers the models are not fitted. */
const LEAST_REPEAT = 20
/** A journey taken by fewer says nothing of what its customers are worth. */
const LEAST_TAKEN = 10

const tooFew = (buyers: number): Refused =>
  new Refused({
    code: 'too-few-buyers',
    what: {
      fr: `${buyers} acheteurs, dont trop peu ont racheté : un modèle de valeur n’en dirait rien de fiable.`,
      en: `${buyers} buyers, too few of whom bought again: a model of value would say nothing reliable of them.`,
    },
    remedy: {
      fr: 'Élargissez la période, ou nommez l’événement qui est un achat (purchase).',
      en: 'Widen the period, or name the event that is a purchase (purchase).',
    },
  })

const noRevenue = (property: string): Refused =>
  new Refused({
    code: 'no-revenue',
    what: {
      fr: `Trop peu d’achats répétés disent leur montant dans « ${property} » : leur valeur serait inventée.`,
      en: `Too few repeat purchases say in "${property}" what they were worth: their value would be invented.`,
    },
    remedy: {
      fr: 'Nommez la propriété qui porte le montant (revenue).',
      en: 'Name the property that holds the amount (revenue).',
    },
  })

/** A fitted basket whose mean does not exist (q at most 1), or a rhythm without bounds, would promise anything. */
const hasNoMean = (buying: BuyingModel, spend: SpendModel): boolean =>
  spend.q <= 1 || [...Object.values(buying), ...Object.values(spend)].some((value) => !Number.isFinite(value))

const noModel: Refused = new Refused({
  code: 'no-value-model',
  what: {
    fr: 'Trop peu d’achats se répètent pour qu’un modèle de valeur y tienne : sa valeur moyenne n’existe pas.',
    en: 'Too few purchases repeat for a model of value to hold: its mean value does not exist.',
  },
  remedy: {
    fr: 'Élargissez la période, ou choisissez un autre achat.',
    en: 'Widen the period, or choose another purchase.',
  },
})

const firstOf = (purchases: readonly Purchase[], asOf: Instant): Instant =>
  purchases.reduce((least, { at }) => Math.min(least, at), asOf)

/** How some cases began: the first event (or touchpoint) of each and that event's channel. */
const beginnings = (table: CaseSpans, wanted: ReadonlySet<string>): (readonly [key: string, begun: string])[] =>
  table.keys.flatMap((key, c) => {
    if (!wanted.has(key)) return []
    const e = table.begins[c] ?? 0
    const channel = table.channels[table.channel[e] ?? 0] ?? ''
    const what = table.activities[table.activity[e] ?? 0] ?? ''
    return [[key, channel === '' ? what : `${what} (${channel})`] as const]
  })

/** The journey that each buyer took, by how the case of their first purchase began. */
const begunBy = (purchases: readonly Purchase[], begun: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const first = new Map<string, string>()
  for (const { person, key } of purchases) if (!first.has(person)) first.set(person, begun.get(key) ?? '')
  return first
}

const byBeginning = (worths: readonly Worth[], begun: ReadonlyMap<string, string>): ValueBody['byFirst'] => {
  const groups = new Map<string, number[]>()
  for (const { buyer, value } of worths) {
    const first = begun.get(buyer.person) ?? ''
    const known = groups.get(first)
    if (known) known.push(value)
    else groups.set(first, [value])
  }
  return [...groups]
    .filter(([, values]) => values.length >= LEAST_TAKEN)
    .map(([first, values]) => ({ first, value: meanOf(values) }))
    .sort((a, b) => (b.value.value ?? 0) - (a.value.value ?? 0))
}

/** The slopes of a sum are looked at over so many customers at most, evenly. */
const MOST_LOOKED_AT = 20_000

const topOf = ({ estimate }: Worths, { buyer, ...worth }: Worth, horizon: number): TopWorth => ({
  person: buyer.person,
  purchases: estimate(worth.purchases, (buying) => expectedPurchases(buying, buyer, horizon), 'positive'),
  alive: estimate(worth.alive, (buying) => probabilityAlive(buying, buyer), 'share'),
  value: estimate(
    worth.value,
    (buying, spend) => expectedPurchases(buying, buyer, horizon) * expectedSpend(spend, buyer),
    'positive',
  ),
})

/** All together. */
const totals = ({ worths, estimate }: Worths, horizon: number, look: Look = goOn) => {
  const step = Math.ceil(worths.length / MOST_LOOKED_AT)
  const looked = worths.filter((_, at) => at % step === 0)
  const sum = (some: readonly Worth[], of: (worth: Worth) => number) => some.reduce((all, one) => all + of(one), 0)
  return {
    expectedPurchases: estimate(
      sum(worths, ({ purchases }) => purchases),
      (buying) => {
        look()
        return sum(looked, ({ buyer }) => expectedPurchases(buying, buyer, horizon))
      },
      'positive',
    ),
    expectedValue: estimate(
      sum(worths, ({ value }) => value),
      (buying, spend) => {
        look()
        return sum(looked, ({ buyer }) => expectedPurchases(buying, buyer, horizon) * expectedSpend(spend, buyer))
      },
      'positive',
    ),
  }
}

const told = ({ value, low, high }: Estimate): string => {
  const whole = (one: number | null) => `${Math.round(one ?? 0)}`
  return low === null || high === null ? whole(value) : `${whole(value)} [${whole(low)} – ${whole(high)}]`
}

/** What customers are worth. */
export const valueAnalysis = analysis<typeof options, ValueBody>({
  name: 'value',
  does: 'expected purchases and value of customers (BG/NBD, Gamma-Gamma), also by the journey that they began with',
  options,
  body: answerShape('What customers are worth', {
    buyers: Count,
    repeat: Count,
    buying: shape({
      r: Type.Number(),
      alpha: Type.Number(),
      a: Type.Number(),
      b: Type.Number(),
      logLikelihood: Type.Number(),
      n: Count,
    }),
    spend: shape({ p: Type.Number(), q: Type.Number(), gamma: Type.Number(), logLikelihood: Type.Number(), n: Count }),
    horizonWeeks: Type.Number(),
    expectedPurchases: EstimateShape,
    expectedValue: EstimateShape,
    top: Type.Array(shape({ person: Text, purchases: EstimateShape, alive: EstimateShape, value: EstimateShape }), {
      description: 'Intervals are of what is known of the models, not of what a customer will do.',
    }),
    byFirst: Type.Array(shape({ first: Text, value: EstimateShape }), {
      description: 'Mean expected value by how the journey began.',
    }),
  }),
  people: 'buyers, repeat, first:CONTACT (buyers whose journey began there)',
  answer: async (ports, asked) => {
    const { purchase = 'Order Completed', revenue = 'revenue', horizon = 52, top = 10, map } = asked.options
    const zone = zoneOf(asked)
    const all = await surveyed(ports, asked, map)
    const { asOf } = all
    const everything = await ports.purchases(asked, purchase, revenue)
    const bought = new Set(everything.map(({ key }) => key))
    // Who is looked at is the cases' to say: the same people as in every other answer under these filters.
    const looked = new Map((await all.count(({ table }) => beginnings(table, bought))).flat())
    const purchases = everything.filter(({ key }) => looked.has(key))
    // Nobody bought: perhaps because nothing is so called.
    if (purchases.length === 0 && map === undefined) codesOf(purchase, all)
    const buyers = buyersOf(purchases, calendarOf('day', zone, firstOf(purchases, asOf), asOf), asOf)
    const repeat = buyers.filter(({ x }) => x > 0)
    if (repeat.length < LEAST_REPEAT) throw tooFew(buyers.length)
    const found = worthsOf(buyers, horizon, ports.look)
    const { buying, spend, worths } = found
    if (spend.n < LEAST_REPEAT) throw noRevenue(revenue)
    if (hasNoMean(buying, spend)) throw noModel
    const begun = begunBy(purchases, looked)
    return {
      body: {
        asOf: asOfText(asOf),
        buyers: buyers.length,
        repeat: repeat.length,
        buying,
        spend,
        horizonWeeks: horizon,
        ...totals(found, horizon, ports.look),
        top: worths.slice(0, top).map((worth) => topOf(found, worth, horizon)),
        byFirst: byBeginning(worths, begun),
      },
      people: (of) => {
        const named = (list: readonly Buyer[]) => list.map(({ person }) => `person:${person}`)
        if (of === 'buyers') return named(buyers)
        if (of === 'repeat') return named(repeat)
        const [, first] = /^first:(.+)$/.exec(of) ?? []
        return first === undefined ? undefined : named(buyers.filter(({ person }) => begun.get(person) === first))
      },
    }
  },
  tables: ({ top, byFirst, horizonWeeks, expectedPurchases: purchases, expectedValue }) => [
    {
      name: 'top',
      title: { fr: 'Les plus précieux', en: 'The most valuable' },
      note: {
        fr: `Dans les ${horizonWeeks} semaines à venir : ${told(purchases)} achats attendus, ${told(expectedValue)} de valeur.`,
        en: `In the next ${horizonWeeks} weeks: ${told(purchases)} purchases expected, ${told(expectedValue)} of value.`,
      },
      columns: [
        column('person', 'text', 'personne', 'person'),
        column('purchases', 'estimate', 'achats', 'purchases'),
        column('alive', 'estimate', 'encore cliente', 'still a customer'),
        column('value', 'estimate', 'valeur', 'value'),
      ],
      rows: top.map(({ person, purchases: some, alive, value }) => [person, some, alive, value]),
    },
    {
      name: 'by-first',
      title: { fr: 'Par début de parcours', en: 'By how the journey began' },
      columns: [
        column('first', 'text', 'premier contact', 'first contact'),
        column('value', 'estimate', 'valeur attendue', 'expected value'),
      ],
      rows: byFirst.map(({ first, value }) => [first, value]),
    },
  ],
})
