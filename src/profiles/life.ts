import { type Event, propertyValue } from '../events/index.ts'
import type { Instant } from '../kernel/index.ts'
import { survivor, type Telling, type TraitRule, type TraitRuleName } from './survivorship.ts'

/** A trait that an event told, chosen among all that were told by a declared rule. */
export interface Trait {
  readonly name: string
  readonly value: string
  readonly source: string
  readonly at: Instant
  /** Why this value holds among all that were told. */
  readonly rule: TraitRuleName
  /** How many other values were told. */
  readonly others: number
}

export interface Orders {
  readonly count: number
  readonly value: readonly { readonly currency: string; readonly total: number; readonly orders: number }[]
  /** The latest first. */
  readonly latest: readonly {
    readonly id: string
    readonly at: Instant
    readonly revenue: number | null
    readonly currency: string
  }[]
}

/** What the person answered about one metric, on its scale. */
export interface Given {
  readonly metric: string
  readonly n: number
  readonly mean: number
  readonly latest: number
  readonly at: Instant
}

/** What is known of a person from what they lived. */
export interface Life {
  readonly events: number
  readonly firstAt: Instant | null
  readonly lastAt: Instant | null
  readonly channels: readonly { readonly channel: string; readonly events: number }[]
  readonly traits: readonly Trait[]
  readonly orders: Orders
  readonly satisfaction: readonly Given[]
}

/** Plain properties that tell of the person, in sources whose properties the owner declared. */
const TOLD = new Set([
  'firstName',
  'lastName',
  'name',
  'title',
  'birthday',
  'postcode',
  'city',
  'country',
  'language',
  'persona',
  'company',
])
const TRAIT = 'traits.'
const ORDERS_SHOWN = 20

/** Events of one person, in order, as what is known of them. Each figure is counted over these events alone. */
export const lifeOf = (
  events: readonly Event[],
  declared: ReadonlySet<string>,
  rules: readonly TraitRule[] = [],
): Life => {
  const channels = new Map<string, number>()
  for (const { channel } of events) channels.set(channel, (channels.get(channel) ?? 0) + 1)
  return {
    events: events.length,
    firstAt: events[0]?.at ?? null,
    lastAt: events.at(-1)?.at ?? null,
    channels: [...channels]
      .map(([channel, n]) => ({ channel, events: n }))
      .sort((one, other) => other.events - one.events || (one.channel < other.channel ? -1 : 1)),
    traits: traitsOf(events, declared, rules),
    orders: ordersOf(events),
    satisfaction: satisfactionOf(events),
  }
}

const clear = (stored: string | undefined): string => {
  const value = stored === undefined ? '' : propertyValue(stored)
  return typeof value === 'string' ? value : (stored ?? '')
}

const traitsOf = (events: readonly Event[], declared: ReadonlySet<string>, rules: readonly TraitRule[]): Trait[] => {
  const told = new Map<string, Telling[]>()
  for (const { properties, source, at } of events)
    for (const [property, stored] of Object.entries(properties)) {
      const isTrait = property.startsWith(TRAIT)
      if (!isTrait && !(TOLD.has(property) && declared.has(source))) continue
      const [name, value] = [isTrait ? property.slice(TRAIT.length) : property, clear(stored)]
      if (value === '') continue
      const tellings = told.get(name) ?? []
      tellings.push({ value, source, at })
      told.set(name, tellings)
    }
  return [...told]
    .flatMap(([name, tellings]) => {
      const rule = rules.find(({ trait }) => trait === name)
      const held = survivor(tellings, rule)
      const others = new Set(tellings.map(({ value }) => value)).size - 1
      return held ? [{ name, ...held, rule: rule?.rule ?? 'latest', others }] : []
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

const ordersOf = (events: readonly Event[]): Orders => {
  const orders = new Map<string, Orders['latest'][number]>()
  for (const { id, event, at, properties } of events) {
    if (event !== 'Order Completed') continue
    const amount = Number(clear(properties.revenue ?? properties.total))
    const known = clear(properties.orderId ?? properties.order_id) || id
    const revenue = Number.isFinite(amount) && (properties.revenue ?? properties.total) !== undefined ? amount : null
    orders.set(known, { id: known, at, revenue, currency: clear(properties.currency) })
  }
  const value = new Map<string, { total: number; orders: number }>()
  for (const { revenue, currency } of orders.values()) {
    if (revenue === null) continue
    const so = value.get(currency) ?? { total: 0, orders: 0 }
    value.set(currency, { total: so.total + revenue, orders: so.orders + 1 })
  }
  return {
    count: orders.size,
    value: [...value].map(([currency, sum]) => ({ currency, ...sum, total: Math.round(sum.total * 100) / 100 })),
    latest: [...orders.values()].reverse().slice(0, ORDERS_SHOWN),
  }
}

const satisfactionOf = (events: readonly Event[]): Given[] => {
  const given = new Map<string, Given>()
  for (const { event, properties, at } of events) {
    const [metric, score] = [clear(properties.metric), Number(clear(properties.score))]
    if (event !== 'Survey Answered' || metric === '' || properties.score === undefined || !Number.isFinite(score))
      continue
    const { n, mean } = given.get(metric) ?? { n: 0, mean: 0 }
    given.set(metric, { metric, n: n + 1, mean: (mean * n + score) / (n + 1), latest: score, at })
  }
  return [...given.values()].sort((one, other) => (one.metric < other.metric ? -1 : 1))
}
