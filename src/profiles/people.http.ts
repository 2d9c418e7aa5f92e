import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { cursorOf, cursorText, type Event, readCursor } from '../events/index.ts'
import type { Actor } from '../governance/index.ts'
import { type Instant, iso, orThrow, Refused, say, tell, type UserText } from '../kernel/index.ts'
import type { Faces, Person } from './faces.ts'
import {
  bare,
  explain,
  type Identifier,
  kindOf,
  type Life,
  type Merge,
  type Profile,
  type Profiles,
  parseIdentifier,
} from './index.ts'
import { refusals } from './profile-refusals.ts'
import { TRAIT_RULES } from './survivorship.ts'
import type { TimelineFilter, TimelineReader } from './timeline.ts'

/** What a map makes of an interaction, and of a whole life: asked of the rooms that know maps. */
export interface OnMaps {
  journeys(
    actor: Actor,
    profile: Profile,
    events: readonly Event[],
  ): Promise<
    readonly {
      readonly map: string
      readonly revision: number
      readonly title: UserText
      readonly status: 'open' | 'succeeded' | 'abandoned'
      readonly stage: string | null
      readonly stages: readonly { readonly id: string; readonly title: UserText }[]
      readonly onTrack: boolean
      readonly opened: string
      readonly closed: string | null
    }[]
  >
  places(
    actor: Actor,
  ): Promise<(event: Event) => readonly { readonly map: string; readonly stage: string; readonly title: UserText }[]>
}

export interface PeoplePorts {
  readonly profiles: Profiles
  readonly faces: Faces
  readonly timeline: TimelineReader
  /** The person's latest events in order, and what is told of them. */
  readonly life: (
    actor: Actor,
    profile: Profile,
  ) => Promise<{ readonly events: readonly Event[]; readonly life: Life; readonly truncated: boolean }>
  readonly maps: OnMaps
  /** The segments that have a name and hold somebody who lived these events; none where the actor may not know. */
  readonly segments: (
    actor: Actor,
    events: readonly Event[],
  ) => Promise<readonly { readonly name: string; readonly who: readonly string[] }[]>
  /** Tells the open screens that somebody became another. */
  readonly changed: () => void
  /** By which days are told: the workspace's. */
  readonly zone: () => Promise<string>
}

const Nothing = Type.Object({})
const ByProfile = Type.Object({ profile: Type.String({ pattern: '^[0-9a-f]{32}$' }) })
const Text = Type.String({ minLength: 1, maxLength: 600 })
const Why = Type.String({ maxLength: 1_000 })
const List = Type.Object({ items: Type.Array(Type.Unknown()) })

const instant = (at: Instant | null): string | null => (at === null ? null : iso(at))
const personTold = (person: Person) => ({ ...person, lastAt: instant(person.lastAt) })
const identifierTold = (identifier: Identifier) => ({ kind: kindOf(identifier), value: bare(identifier) })

const mergeTold = (merge: Merge, language: 'fr' | 'en', zone: string) => {
  const { a, b } = merge.by === 'evidence' ? merge.edge : merge.word
  const words = say(explain(merge, zone), language)
  if (merge.by === 'steward') return { a, b, by: merge.by, at: iso(merge.word.at), why: merge.word.why, words }
  const { first, last } = merge.edge
  return { a, b, by: merge.by, at: iso(first.at), last: iso(last), source: first.source, event: first.event, words }
}

/** People: looked for, looked at, made one and parted. What is looked for travels in the body, never in an address. */
export const peopleEndpoints = (ports: PeoplePorts): readonly Endpoint[] => [
  ...lookingFor(ports),
  whole(ports),
  timeline(ports),
  ruling(ports),
  ...stewarding(ports),
]

const lookingFor = ({ faces }: PeoplePorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/people',
    name: 'latestPeople',
    summary: 'The people last heard of.',
    params: Nothing,
    query: Nothing,
    body: List,
    answer: async ({ actor }) => ({ body: { items: orThrow(await faces.latest(actor)).map(personTold) } }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/people/search',
    name: 'searchPeople',
    summary: 'People by any identifier, name or town, whole or begun.',
    params: Nothing,
    query: Nothing,
    input: Type.Object({ text: Type.String({ maxLength: 300 }) }),
    unkept: true,
    body: List,
    answer: async ({ actor, input }) => ({
      body: { items: orThrow(await faces.search(actor, input.text)).map(personTold) },
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/people/whose',
    name: 'whosePeople',
    summary:
      'Whose some identifiers are (`email:…`), in their order: what a list shows of people, and where each one is.',
    params: Nothing,
    query: Nothing,
    input: Type.Object({ identifiers: Type.Array(Type.String({ maxLength: 1_000 }), { maxItems: 200 }) }),
    unkept: true,
    body: List,
    answer: async ({ actor, input }) => {
      const asked = input.identifiers.map((text) => parseIdentifier(text) ?? null)
      const found = orThrow(
        await faces.whose(
          actor,
          asked.filter((each) => each !== null),
        ),
      )[Symbol.iterator]()
      return { body: { items: asked.map((each) => each && personTold(found.next().value as Person)) } }
    },
  }),
]

const whole = ({ profiles, life, maps, segments, zone }: PeoplePorts): Endpoint =>
  endpoint({
    method: 'GET',
    path: '/api/people/{profile}',
    name: 'readPerson',
    summary: 'One person: identifiers and why they are one, traits, orders, satisfaction, segments, journeys.',
    params: ByProfile,
    query: Nothing,
    body: Type.Unknown(),
    answer: async ({ actor, params, language }) => {
      const profile = orThrow(await profiles.find(actor, params.profile))
      const { events, life: lived, truncated } = await life(actor, profile)
      const [journeys, belongs, by] = await Promise.all([
        maps.journeys(actor, profile, events),
        segments(actor, events),
        zone(),
      ])
      return {
        body: {
          id: profile.id,
          identifiers: profile.identifiers.map(identifierTold),
          why: profile.merges.map((merge) => mergeTold(merge, language, by)),
          events: lived.events,
          truncated,
          first: instant(lived.firstAt),
          last: instant(lived.lastAt),
          channels: lived.channels,
          traits: lived.traits.map((trait) => ({ ...trait, at: iso(trait.at) })),
          orders: { ...lived.orders, latest: lived.orders.latest.map((order) => ({ ...order, at: iso(order.at) })) },
          satisfaction: lived.satisfaction.map((given) => ({ ...given, at: iso(given.at) })),
          segments: belongs.map(({ name, who }) => ({ name, who })),
          journeys: journeys.map((journey) => ({
            ...journey,
            title: tell(journey.title, language),
            stages: journey.stages.map(({ id, title }) => ({ id, title: tell(title, language) })),
          })),
        },
      }
    },
  })

/** Questions shown at one time, the oldest first: a page. */
const QUESTIONS_SHOWN = 10
const PAGE = 60
/** Read at one time where a stage is looked for: the engine does not know the maps' rules. */
const SEARCHED = 500
/** A stage is looked for this far back; the answer says where it stopped. */
const MOST_SEARCHED = 10_000

const timeline = ({ profiles, timeline: reader, maps }: PeoplePorts): Endpoint =>
  endpoint({
    method: 'POST',
    path: '/api/people/{profile}/timeline',
    name: 'readTimeline',
    summary: 'What a person lived, the latest first, page by page: by channel, by text, by the stage of a map.',
    params: ByProfile,
    query: Nothing,
    input: Type.Object({
      channels: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 })),
      text: Type.Optional(Type.String({ maxLength: 200 })),
      map: Type.Optional(Type.String({ maxLength: 200 })),
      stage: Type.Optional(Type.String({ maxLength: 200 })),
      before: Type.Optional(Type.String({ maxLength: 60 })),
    }),
    unkept: true,
    body: Type.Object({ items: Type.Array(Type.Unknown()), next: Type.Union([Type.String(), Type.Null()]) }),
    answer: async ({ actor, params, input, language }) => {
      const { filedUnder } = orThrow(await profiles.find(actor, params.profile))
      const placesOf = await maps.places(actor)
      const { map, stage } = input
      const wanted = (event: Event) =>
        stage === undefined || placesOf(event).some((place) => place.stage === stage && (!map || place.map === map))
      const before = input.before === undefined ? undefined : readCursor(input.before)
      if (input.before !== undefined && !before) throw new Refused(refusals.cursor)
      const filter = { ...(input.channels && { channels: input.channels }), ...(input.text && { text: input.text }) }
      const { events, next } = await pageOf(
        (from, most) => reader.page(actor.workspace, filedUnder, from, most),
        { ...filter, ...(before && { before }) },
        stage === undefined ? undefined : wanted,
      )
      const items = events.map(({ at, ...event }) => ({
        id: event.id,
        at: iso(at),
        event: event.event,
        channel: event.channel,
        source: event.source,
        store: event.store,
        adviser: event.adviser,
        party: event.party,
        identifier: event.identifier,
        properties: event.properties,
        places: placesOf({ at, ...event }).map((place) => ({ ...place, title: tell(place.title, language) })),
      }))
      return { body: { items, next } }
    },
  })

type ReadPage = (filter: TimelineFilter, most: number) => Promise<readonly Event[]>

/** One page, and where the next one begins; looked for among later ones where it is of a stage only. */
const pageOf = async (
  read: ReadPage,
  filter: TimelineFilter,
  wanted: ((event: Event) => boolean) | undefined,
): Promise<{ events: readonly Event[]; next: string | null }> => {
  if (!wanted) {
    const events = await read(filter, PAGE + 1)
    const last = events[PAGE - 1]
    return { events: events.slice(0, PAGE), next: events.length > PAGE && last ? cursorText(cursorOf(last)) : null }
  }
  const found: Event[] = []
  let from = filter
  for (let seen = 0; seen < MOST_SEARCHED; seen += SEARCHED) {
    const some = await read(from, SEARCHED)
    for (const event of some) {
      if (wanted(event)) found.push(event)
      if (found.length >= PAGE) return { events: found, next: cursorText(cursorOf(event)) }
    }
    const last = some.at(-1)
    if (some.length < SEARCHED || !last) return { events: found, next: null }
    from = { ...filter, before: cursorOf(last) }
  }
  return { events: found, next: from.before ? cursorText(from.before) : null }
}

const ruling = ({ profiles, changed }: PeoplePorts): Endpoint =>
  endpoint({
    method: 'PUT',
    path: '/api/traits/{trait}/rule',
    name: 'ruleTrait',
    summary: 'Which of the values that were told of a trait holds: the latest, the most trusted source’s, the longest.',
    params: Type.Object({ trait: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Nothing,
    input: Type.Object({
      rule: Type.Union(TRAIT_RULES.map((rule) => Type.Literal(rule))),
      sources: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50 })),
    }),
    body: List,
    answer: async ({ actor, params, input }) => {
      const rules = orThrow(
        await profiles.rule(actor, { trait: params.trait, rule: input.rule, sources: input.sources ?? [] }),
      )
      changed()
      return { body: { items: [...rules] } }
    },
  })

const stewarding = ({ profiles, faces, changed, zone }: PeoplePorts): readonly Endpoint[] => {
  const Profiles = Type.Object({ profiles: Type.Array(Type.String()) })
  const merge = async (actor: Actor, one: string, other: string, why: string) => {
    const { id } = orThrow(await profiles.merge(actor, one, other, why))
    changed()
    return { body: { profiles: [id] } }
  }
  const part = async (actor: Actor, one: string, other: string, why: string) => {
    const both = orThrow(await profiles.unmerge(actor, one, other, why))
    changed()
    return { body: { profiles: both.map(({ id }) => id) } }
  }
  return [
    endpoint({
      method: 'POST',
      path: '/api/people/{profile}/merge',
      name: 'mergePeople',
      summary: 'Makes one person of two; parting them brings both back exactly.',
      params: ByProfile,
      query: Nothing,
      input: Type.Object({ with: Text, why: Why }),
      body: Profiles,
      answer: ({ actor, params, input }) => merge(actor, params.profile, input.with, input.why),
    }),
    endpoint({
      method: 'POST',
      path: '/api/people/{profile}/part',
      name: 'partPerson',
      summary: 'Makes two persons of one again, exactly as they were, and keeps them apart.',
      params: ByProfile,
      query: Nothing,
      input: Type.Object({ one: Text, other: Text, why: Why }),
      body: Profiles,
      answer: ({ actor, input }) => part(actor, input.one, input.other, input.why),
    }),
    endpoint({
      method: 'GET',
      path: '/api/people/queue',
      name: 'listQuestions',
      summary: 'Persons whom evidence would make one, and whom only a steward may.',
      params: Nothing,
      query: Type.Object({
        page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'The first is 1.' })),
      }),
      body: Type.Object({ items: Type.Array(Type.Unknown()), total: Type.Integer(), pages: Type.Integer() }),
      answer: async ({ actor, language, query: { page = 1 } }) => {
        const questions = orThrow(await profiles.questions(actor))
        const pages = Math.max(1, Math.ceil(questions.length / QUESTIONS_SHOWN))
        // Whoever decides the last of the last page finds the one before it.
        const from = (Math.min(page, pages) - 1) * QUESTIONS_SHOWN
        const shown = questions.slice(from, from + QUESTIONS_SHOWN)
        const whose = orThrow(
          await faces.whose(
            actor,
            shown.flatMap(({ one, other }) => [one, other]),
          ),
        )
        const by = await zone()
        const items = shown.map(({ one, other, edge }, i) => ({
          one,
          other,
          at: iso(edge.first.at),
          words: say(explain({ by: 'evidence', edge }, by), language),
          people: whose.slice(2 * i, 2 * i + 2).map(personTold),
        }))
        return { body: { items, total: questions.length, pages } }
      },
    }),
    endpoint({
      method: 'POST',
      path: '/api/people/queue',
      name: 'decideQuestion',
      summary: 'A steward’s word on two persons: the same one, or two.',
      params: Nothing,
      query: Nothing,
      input: Type.Object({ one: Text, other: Text, same: Type.Boolean(), why: Why }),
      body: Profiles,
      answer: ({ actor, input: { one, other, same, why } }) => (same ? merge : part)(actor, one, other, why),
    }),
  ]
}
