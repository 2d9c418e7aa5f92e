import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Sources } from '../collection/index.ts'
import type { Json } from '../events/index.ts'
import type { Actor } from '../governance/index.ts'
import { type Language, orThrow, Refused } from '../kernel/index.ts'
import type { Maps } from '../maps/index.ts'
import { type Choice, choicesOf } from './choice.ts'
import { KNOWN_BY, messageOf, type Typed } from './typed.ts'

export interface DeskDoors {
  readonly maps: Maps
  readonly sources: Sources
  /** The door of live events: false where it takes nothing in now. */
  readonly take: (actor: Actor, source: string, messages: readonly Json[]) => Promise<boolean>
}

/** The source of what is typed in: trusted for what an adviser can read on a card or ask on the telephone. */
export const DESK_SOURCE = 'saisie'

const away = {
  code: 'desk-away',
  what: { fr: 'La collecte ne prend rien en ce moment.', en: 'Nothing is taken in at this moment.' },
  remedy: { fr: 'Rien n’est perdu : la page réessaie.', en: 'Nothing is lost: the page tries again.' },
} as const

/** Whatever was added under that name before keeps its trust. */
const ensureSource = async (sources: Sources, actor: Actor): Promise<void> => {
  const added = await sources.add(actor, { name: DESK_SOURCE, trust: 'server', kinds: KNOWN_BY })
  if (!added.ok && added.refusal.code !== 'source-taken') throw new Refused(added.refusal)
}

const Text = (most: number) => Type.String({ maxLength: most })
const Entry = Type.Object({
  id: Type.String({ pattern: '^[\\w-]{16,64}$' }),
  event: Type.String({ minLength: 1, maxLength: 200 }),
  channel: Type.String({ minLength: 1, maxLength: 60 }),
  at: Type.String({ format: 'date-time' }),
  store: Type.Optional(Text(120)),
  adviser: Type.Optional(Text(120)),
  note: Type.Optional(Text(2_000)),
  person: Type.Optional(
    Type.Object({ kind: Type.Union(KNOWN_BY.map((kind) => Type.Literal(kind))), value: Text(200) }),
  ),
  properties: Type.Optional(
    Type.Record(Text(200), Type.Union([Text(500), Type.Number(), Type.Boolean()]), { maxProperties: 50 }),
  ),
})

/** What can be typed in at a desk, and what is. */
export const deskEndpoints = ({ maps, sources, take }: DeskDoors): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/desk/choices',
    name: 'listDeskChoices',
    summary: 'What can be typed in: the touchpoints of published maps on human and physical channels.',
    params: Type.Object({}),
    query: Type.Object({}),
    body: Type.Object({ items: Type.Array(Type.Unknown()) }),
    answer: async ({ actor, language }) => ({ body: { items: [...(await choicesIn(maps, actor, language))] } }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/desk/entries',
    name: 'typeIn',
    summary: 'Takes in what an adviser typed; an entry that is sent again is kept once.',
    params: Type.Object({}),
    query: Type.Object({}),
    input: Type.Object({ entries: Type.Array(Entry, { minItems: 1, maxItems: 100 }) }),
    unkept: true,
    body: Type.Object({ kept: Type.Integer() }),
    answer: async ({ actor, input }) => {
      await ensureSource(sources, actor)
      const messages = input.entries.map(({ at, ...entry }) => messageOf({ ...entry, at: Date.parse(at) } as Typed))
      if (!(await take(actor, DESK_SOURCE, messages))) throw new Refused(away)
      return { body: { kept: messages.length } }
    },
  }),
]

const choicesIn = async (maps: Maps, actor: Actor, language: Language): Promise<readonly Choice[]> => {
  const heads = orThrow(await maps.list(actor))
  const pulled = await Promise.all(heads.map(({ id }) => maps.pull(actor, id, 'approved')))
  return pulled.flatMap((one) => (one.ok ? choicesOf(one.value.map, language) : []))
}
