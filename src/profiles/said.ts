import { masked } from '../events/index.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { done, type Id, type Instant, type Outcome, refuse } from '../kernel/index.ts'
import { type Excerpt, excerptOf } from './excerpt.ts'
import { plainWords } from './face.ts'
import type { Faces, Person } from './faces.ts'
import { type Identifier, parseIdentifier } from './identifier.ts'

/** An interaction in which somebody wrote or said something. */
export interface Text {
  readonly id: Id<'Event'>
  readonly at: Instant
  readonly event: string
  readonly channel: string
  readonly source: string
  readonly identifier: string
  readonly texts: readonly { readonly property: string; readonly text: string }[]
}

/** Port: what people wrote and said, apart from the other events. */
export interface TextStore {
  /** Takes in what came in since the last time; gives how many texts there are in all. */
  refresh(workspace: Id<'Workspace'>): Promise<number>
  /** Those in which a word begins with each of these, the latest first. */
  find(workspace: Id<'Workspace'>, words: readonly string[], most: number): Promise<readonly Text[]>
}

/** What was found of a text: where, by whom, and the words around it. */
export interface Said {
  readonly id: Id<'Event'>
  readonly at: Instant
  readonly event: string
  readonly channel: string
  readonly source: string
  readonly property: string
  readonly excerpt: Excerpt
  /** Absent where nobody is known by it, or where the reader may not know people. */
  readonly person: Person | null
}

export interface Sayings {
  refresh(actor: Actor): Promise<Outcome<number>>
  /** What people wrote and said that has all of some words, the latest first. */
  search(actor: Actor, text: string): Promise<Outcome<readonly Said[]>>
}

const MOST = 40
const MOST_WORDS = 8
/** A shorter word alone is in too many texts to mean one. */
const SHORTEST = 3

/** The words to look for; none where what was typed is too short to be told apart. */
export const wordsOfText = (text: string): string[] => {
  const words = [...new Set(plainWords(text))].slice(0, MOST_WORDS)
  return words.some((word) => word.length >= SHORTEST) ? words : []
}

export const createSayings = ({
  texts,
  faces,
  may,
}: {
  readonly texts: TextStore
  readonly faces: Pick<Faces, 'whose'>
  readonly may: May
}): Sayings => {
  const reads = (actor: Actor) => may(actor, 'events.read', actor.workspace)
  const knowsPeople = (actor: Actor) => may(actor, 'profiles.read', actor.workspace)
  const whose = async (actor: Actor, found: readonly Text[]): Promise<Map<string, Person>> => {
    if (!knowsPeople(actor)) return new Map()
    const known = found.flatMap(({ identifier }) => {
      const parsed = parseIdentifier(identifier)
      return parsed ? [[identifier, parsed] as const] : []
    })
    const once: readonly (readonly [string, Identifier])[] = [...new Map(known)]
    const people = await faces.whose(
      actor,
      once.map(([, identifier]) => identifier),
    )
    return new Map(people.ok ? people.value.map((person, at) => [once[at]?.[0] ?? '', person]) : [])
  }
  return {
    async refresh(actor) {
      return reads(actor) ? done(await texts.refresh(actor.workspace)) : refuse(notAllowed('events.read'))
    },
    async search(actor, text) {
      if (!reads(actor)) return refuse(notAllowed('events.read'))
      const words = wordsOfText(text)
      if (words.length === 0) return done([])
      const found = await texts.find(actor.workspace, words, MOST)
      const people = await whose(actor, found)
      const shown = (property: string, told: string) => (knowsPeople(actor) ? told : masked(property, told))
      return done(
        found.map(({ identifier, texts: each, ...event }) => {
          const { property, excerpt } = excerptOf(
            each.map((one) => ({ property: one.property, text: shown(one.property, one.text) })),
            words,
          )
          return { ...event, property, excerpt, person: people.get(identifier) ?? null }
        }),
      )
    },
  }
}
