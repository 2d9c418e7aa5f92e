import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Actor } from '../governance/index.ts'
import { iso, orThrow, say } from '../kernel/index.ts'
import type { Consents } from './consents.ts'

export interface ConsentDesk {
  readonly consents: Consents
  /** What the events of a person are filed under. */
  readonly filedUnder: (actor: Actor, profile: string) => Promise<readonly string[]>
  /** Tells the open screens that something of somebody changed. */
  readonly changed: () => void
}

const Nothing = Type.Object({})
const Purposes = Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })) })
const ByProfile = Type.Object({ profile: Type.String({ pattern: '^[0-9a-f]{32}$' }) })
const Title = Type.String({ minLength: 1, maxLength: 200 })

/** Purposes, and what people say of them. Whose word it is travels in the body. */
export const consentEndpoints = ({ consents, filedUnder, changed }: ConsentDesk): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/consent/purposes',
    name: 'listPurposes',
    summary: 'What people’s data may be used for, once they consent.',
    params: Nothing,
    query: Nothing,
    body: Purposes,
    answer: async ({ actor, language }) => {
      const items = orThrow(await consents.purposes(actor)).map(({ id, title }) => ({
        id,
        title: say(title, language),
      }))
      return { body: { items } }
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/consent/purposes/{id}',
    name: 'declarePurpose',
    summary: 'Declares a purpose, or calls one otherwise.',
    params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
    query: Nothing,
    input: Type.Object({ title: Type.Object({ fr: Title, en: Title }) }),
    body: Purposes,
    answer: async ({ actor, params, input, language }) => {
      const known = orThrow(await consents.declare(actor, { id: params.id, title: input.title }))
      changed()
      return { body: { items: known.map(({ id, title }) => ({ id, title: say(title, language) })) } }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/people/{profile}/consents',
    name: 'readConsents',
    summary: 'What stands of each purpose under each identifier of a person; what was never said is refused.',
    params: ByProfile,
    query: Nothing,
    body: Type.Object({
      items: Type.Array(
        Type.Object({
          purpose: Type.String(),
          title: Type.String(),
          said: Type.Array(
            Type.Object({
              identifier: Type.String(),
              given: Type.Boolean(),
              at: Type.String({ format: 'date-time' }),
              source: Type.String(),
              /** Who wrote it down here, and when; null where a source told it. */
              noted: Type.Union([
                Type.Object({ by: Type.String(), at: Type.String({ format: 'date-time' }) }),
                Type.Null(),
              ]),
            }),
          ),
        }),
      ),
    }),
    answer: async ({ actor, params, language }) => {
      const purposes = orThrow(await consents.purposes(actor))
      const said = orThrow(await consents.of(actor, await filedUnder(actor, params.profile)))
      const declared = new Map(purposes.map(({ id, title }) => [id, say(title, language)]))
      const ids = [...new Set([...declared.keys(), ...said.map(({ purpose }) => purpose)])]
      const items = ids.map((id) => ({
        purpose: id,
        title: declared.get(id) ?? id,
        said: said
          .filter(({ purpose }) => purpose === id)
          .map(({ identifier, given, at, source, noted }) => ({
            identifier,
            given,
            at: iso(at),
            source,
            noted: noted && { by: noted.by, at: iso(noted.at) },
          })),
      }))
      return { body: { items } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/consents',
    name: 'sayConsent',
    summary: 'Writes down that consent was given or withdrawn, for one identifier: a person’s, or a device’s.',
    params: Nothing,
    query: Nothing,
    input: Type.Object({
      identifier: Type.String({ minLength: 3, maxLength: 600 }),
      purpose: Type.String({ maxLength: 64 }),
      given: Type.Boolean(),
      /** When it was said, where that was not just now. */
      at: Type.Optional(Type.String({ format: 'date-time' })),
      /** Where it was said: store, phone, mail, email… */
      channel: Type.Optional(Type.String({ maxLength: 64 })),
    }),
    body: Nothing,
    answer: async ({ actor, input: { at, ...word }, signed }) => {
      const said = { ...word, ...(at !== undefined && { at: Date.parse(at) }), ...(signed && { signed }) }
      orThrow(await consents.say(actor, said))
      changed()
      return { body: {} }
    },
  }),
]
