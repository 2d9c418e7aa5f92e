import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { iso, orThrow } from '../kernel/index.ts'
import type { Deposit, Deposits, Found } from './index.ts'

const Nothing = Type.Object({})
const Text = (most: number) => Type.String({ minLength: 1, maxLength: most })

/** Where it is, without its keys. */
const placeTold = ({ place }: Deposit) =>
  place.kind === 'folder'
    ? { kind: place.kind, at: place.path }
    : { kind: place.kind, at: `${place.endpoint}/${place.bucket}/${place.prefix}` }

const foundTold = ({ file, size, seenAt, state, importId, why }: Found) => ({
  file,
  size,
  at: iso(seenAt),
  state,
  import: importId,
  why,
})

/** Deposits: what was taken of each, and when; buckets are added here, folders of this machine on its command line. */
export const depositEndpoints = (deposits: Deposits, changed: () => void): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/deposits',
    name: 'listDeposits',
    summary: 'Folders and buckets that are looked into, and what became of the files in them.',
    params: Nothing,
    query: Nothing,
    body: Type.Object({ items: Type.Array(Type.Unknown()) }),
    answer: async ({ actor }) => {
      const items = orThrow(await deposits.list(actor)).map(({ deposit, found }) => ({
        name: deposit.name,
        source: deposit.source,
        place: placeTold(deposit),
        everySeconds: deposit.everySeconds,
        addedAt: iso(deposit.addedAt),
        files: found.map(foundTold),
      }))
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
    }),
    unkept: true,
    body: Type.Object({ name: Type.String() }),
    answer: async ({ actor, input: { name, source, everySeconds, ...at } }) => {
      const place = { ...at, kind: 'bucket', allowPrivate: false } as const
      const added = orThrow(await deposits.add(actor, { name, source, everySeconds, place, chosen: {} }))
      changed()
      return { status: 201, body: { name: added.name } }
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/deposits/{name}',
    name: 'removeDeposit',
    summary: 'Looks into a deposit no more; what was imported stays.',
    params: Type.Object({ name: Text(200) }),
    query: Nothing,
    body: Nothing,
    answer: async ({ actor, params }) => {
      orThrow(await deposits.remove(actor, params.name))
      changed()
      return { body: {} }
    },
  }),
]
