import type { Consent } from '../consent/index.ts'
import type { Event } from '../events/index.ts'
import type { PersonJourney } from '../journeys/index.ts'
import { type Instant, iso, type Language, say, tell } from '../kernel/index.ts'
import { bare, explain, kindOf, type Life, type Merge, type Profile } from '../profiles/index.ts'
import { columns, heading, number } from './tell.ts'

const instant = (at: Instant | null): string | null => (at === null ? null : iso(at))

export const identifiersTold = ({ id, identifiers }: Profile) => ({
  id,
  identifiers: identifiers.map((each) => ({ kind: kindOf(each), value: bare(each) })),
})

const mergeTold = (merge: Merge, zone: string) => {
  const words = explain(merge, zone)
  if (merge.by === 'steward') {
    const { a, b, at, why } = merge.word
    return { a, b, by: 'steward', at: iso(at), why, words }
  }
  const { a, b, first } = merge.edge
  return { a, b, by: 'evidence', at: iso(first.at), source: first.source, event: first.event, words }
}

export interface ProfileShown {
  readonly profile: Profile
  readonly life: Life
  readonly truncated: boolean
  readonly asOf: Instant
  /** By which days are told. */
  readonly zone: string
  readonly consents: readonly Consent[]
  readonly journeys: readonly PersonJourney[]
  /** The page asked for, the latest first. */
  readonly page: readonly Event[]
  readonly more: boolean
}

/** The answer of `parcours profile ID --json`. */
export const profileJson = ({
  profile,
  life,
  truncated,
  asOf,
  zone,
  consents,
  journeys,
  page,
  more,
}: ProfileShown) => ({
  asOf: iso(asOf),
  ...identifiersTold(profile),
  why: profile.merges.map((merge) => mergeTold(merge, zone)),
  events: life.events,
  truncated,
  first: instant(life.firstAt),
  last: instant(life.lastAt),
  channels: life.channels,
  traits: life.traits.map((trait) => ({ ...trait, at: iso(trait.at) })),
  orders: { ...life.orders, latest: life.orders.latest.map((order) => ({ ...order, at: iso(order.at) })) },
  satisfaction: life.satisfaction.map((given) => ({ ...given, at: iso(given.at) })),
  consents: consents.map((consent) => ({
    ...consent,
    at: iso(consent.at),
    noted: consent.noted && { by: consent.noted.by, at: iso(consent.noted.at) },
  })),
  journeys,
  timeline: page.map(({ id, at, event, channel, source, store, adviser, identifier, properties }) => ({
    id,
    at: iso(at),
    event,
    channel,
    source,
    store,
    adviser,
    identifier,
    properties,
  })),
  /** `--before` this instant gives the next page. */
  next: more ? instant(page.at(-1)?.at ?? null) : null,
})

const W = {
  identifiers: { fr: 'Identifiants', en: 'Identifiers' },
  why: { fr: 'Pourquoi une seule personne', en: 'Why one person' },
  traits: { fr: 'Traits', en: 'Traits' },
  latest: { fr: 'le plus récent', en: 'the latest' },
  trusted: { fr: 'la source la plus fiable', en: 'the most trusted source' },
  longest: { fr: 'le plus long', en: 'the longest' },
  consents: { fr: 'Consentements, chaque identifiant pour lui-même', en: 'Consents, each identifier for itself' },
  given: { fr: 'donné', en: 'given' },
  withdrawn: { fr: 'retiré', en: 'withdrawn' },
  journeys: { fr: 'Parcours', en: 'Journeys' },
  value: { fr: 'Commandes et satisfaction', en: 'Orders and satisfaction' },
  timeline: { fr: 'Interactions, la dernière d’abord', en: 'Interactions, the latest first' },
  open: { fr: 'en cours', en: 'in progress' },
  succeeded: { fr: 'réussi', en: 'succeeded' },
  abandoned: { fr: 'abandonné', en: 'abandoned' },
  late: { fr: 'en retard', en: 'late' },
  order: { fr: 'commande', en: 'order' },
  orders: { fr: 'commandes', en: 'orders' },
} as const

/** The profile for a person to read, at their own terminal. */
export const profileText = (shown: ProfileShown, language: Language): string => {
  const { profile, life, consents, journeys, page } = shown
  const w = (key: keyof typeof W) => say(W[key], language)
  const day = (text: string) => text.slice(0, 10)
  const lines = [
    ...heading(w('identifiers'), profile.id),
    ...columns(
      profile.identifiers.map((each) => [kindOf(each), bare(each)]),
      ['left', 'left'],
    ),
    ...(profile.merges.length === 0 ? [] : heading(w('why'))),
    ...profile.merges.map((merge) => {
      const { a, b } = merge.by === 'evidence' ? merge.edge : merge.word
      return `  ${a} = ${b}${language === 'fr' ? ' :' : ':'} ${say(explain(merge, shown.zone), language)}`
    }),
    ...(life.traits.length === 0 ? [] : heading(w('traits'))),
    ...columns(
      life.traits.map(({ name, value, source, at, rule }) => [name, value, `${source}, ${day(iso(at))}`, w(rule)]),
      ['left', 'left', 'left', 'left'],
    ),
    ...(journeys.length === 0 ? [] : heading(w('journeys'))),
    ...columns(
      journeys.map(({ title, status, stage, onTrack, opened }) => [
        tell(title, language),
        w(status) + (status === 'open' && !onTrack ? `, ${w('late')}` : ''),
        stage ?? '–',
        day(opened),
      ]),
      ['left', 'left', 'left', 'left'],
    ),
    ...(life.orders.value.length + life.satisfaction.length === 0 ? [] : heading(w('value'))),
    ...life.orders.value.map(
      ({ currency, total, orders }) =>
        `  ${number(orders, language)} ${w(orders < 2 ? 'order' : 'orders')}, ${number(total, language)} ${currency}`,
    ),
    ...life.satisfaction.map(({ metric, n, latest }) => `  ${metric.toUpperCase()} ${latest} (n = ${n})`),
    ...(consents.length === 0 ? [] : heading(w('consents'))),
    ...columns(
      consents.map(({ purpose, given, identifier, source, at }) => [
        purpose,
        w(given ? 'given' : 'withdrawn'),
        identifier,
        `${source}, ${day(iso(at))}`,
      ]),
      ['left', 'left', 'left', 'left'],
    ),
    ...heading(w('timeline'), `${number(life.events, language)}`),
    ...columns(
      page.map(({ at, event, channel, store }) => [iso(at).slice(0, 16).replace('T', ' '), channel, event, store]),
      ['left', 'left', 'left', 'left'],
    ),
  ]
  return `${lines.join('\n').trim()}\n`
}
