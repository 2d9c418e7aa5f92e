import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Actor } from '../governance/index.ts'
import type { ImportRecord } from '../imports/index.ts'
import { asId, type Id, iso, type Language, type Outcome, orThrow, type Refusal, say } from '../kernel/index.ts'
import type { Deposit, Deposits, Found } from './index.ts'

const Nothing = Type.Object({})
const Text = (most: number) => Type.String({ minLength: 1, maxLength: most })

const ByName = Type.Object({ name: Text(200) })

/** Where it is, without its keys. */
const placeTold = ({ place }: Deposit) =>
  place.kind === 'folder'
    ? { kind: place.kind, at: place.path }
    : { kind: place.kind, at: `${place.endpoint}/${place.bucket}/${place.prefix}` }

const words = ({ code, what, remedy }: Refusal, language: Language) => ({
  code,
  what: say(what, language),
  remedy: say(remedy, language),
})

/** What the import of a file came to, or why it waits for somebody. */
const importTold = ({ id, state, account, refusal }: ImportRecord, language: Language) => ({
  id,
  state,
  kept: account?.kept ?? null,
  duplicates: account?.duplicates ?? null,
  rejected: account?.rejected ?? null,
  why: refusal && words(refusal, language),
})

export interface DepositDesk {
  readonly deposits: Deposits
  /** The import that a file was handed to. */
  readonly importOf: (actor: Actor, id: Id<'Import'>) => Promise<Outcome<ImportRecord>>
  readonly changed: () => void
}

const told = async (
  { deposit, found }: { readonly deposit: Deposit; readonly found: readonly Found[] },
  importOf: (id: Id<'Import'>) => Promise<Outcome<ImportRecord>>,
  language: Language,
) => {
  const files = found.map(async ({ file, version, size, seenAt, state, importId, why }) => {
    const brought = importId === null ? undefined : await importOf(asId(importId))
    return {
      file,
      version,
      size,
      at: iso(seenAt),
      state,
      import: brought?.ok ? importTold(brought.value, language) : null,
      why: why && words(why, language),
    }
  })
  const { name, source, everySeconds, addedAt, paused, looked } = deposit
  return {
    name,
    source,
    place: placeTold(deposit),
    everySeconds,
    addedAt: iso(addedAt),
    paused: paused && { by: paused.by, at: iso(paused.at) },
    looked: looked && { at: iso(looked.at), trouble: looked.trouble },
    files: await Promise.all(files),
  }
}

/** Deposits: what was taken of each, and when; buckets are added here, folders of this machine on its command line. */
export const depositEndpoints = ({ deposits, importOf, changed }: DepositDesk): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/deposits',
    name: 'listDeposits',
    summary: 'Folders and buckets that are looked into, and what became of the files in them.',
    params: Nothing,
    query: Nothing,
    body: Type.Object({ items: Type.Array(Type.Unknown()) }),
    answer: async ({ actor, language }) => {
      const listed = orThrow(await deposits.list(actor))
      const items = await Promise.all(listed.map((one) => told(one, (id) => importOf(actor, id), language)))
      return { body: { items } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/deposits',
    name: 'addDeposit',
    summary: 'Adds a bucket to look into, once it could be read; its address may not lead into a private network.',
    params: Nothing,
    query: Nothing,
    input: Type.Object({
      name: Text(64),
      source: Text(64),
      endpoint: Text(500),
      region: Text(64),
      bucket: Text(200),
      prefix: Type.String({ maxLength: 500 }),
      accessKey: Text(200),
      secretKey: Text(500),
      everySeconds: Type.Integer({ minimum: 10, maximum: 86_400 }),
      /** An import whose columns its files have, too; else they are guessed. */
      like: Type.Optional(Type.String({ pattern: '^[0-9a-f-]{36}$' })),
    }),
    unkept: true,
    body: Type.Object({ name: Type.String() }),
    answer: async ({ actor, input: { name, source, everySeconds, like, ...at } }) => {
      const chosen = like === undefined ? {} : (orThrow(await importOf(actor, asId(like))).chosen ?? {})
      const place = { ...at, kind: 'bucket', allowPrivate: false } as const
      const added = orThrow(await deposits.add(actor, { name, source, everySeconds, place, chosen }))
      changed()
      return { status: 201, body: { name: added.name } }
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/deposits/{name}/paused',
    name: 'pauseDeposit',
    summary: 'Looks into a deposit no more for now, or again.',
    params: ByName,
    query: Nothing,
    input: Type.Object({ paused: Type.Boolean() }),
    body: Nothing,
    answer: async ({ actor, params, input }) => {
      orThrow(await deposits.pause(actor, params.name, input.paused))
      changed()
      return { body: {} }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/deposits/{name}/again',
    name: 'takeAgain',
    summary: 'Takes a file in again at the next look; what is kept of it is never kept twice.',
    params: ByName,
    query: Nothing,
    input: Type.Object({ file: Text(1_000), version: Text(200) }),
    body: Nothing,
    answer: async ({ actor, params, input }) => {
      orThrow(await deposits.again(actor, params.name, input))
      changed()
      return { body: {} }
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/deposits/{name}',
    name: 'removeDeposit',
    summary: 'Looks into a deposit no more; what was imported stays.',
    params: ByName,
    query: Nothing,
    body: Nothing,
    answer: async ({ actor, params }) => {
      orThrow(await deposits.remove(actor, params.name))
      changed()
      return { body: {} }
    },
  }),
]
