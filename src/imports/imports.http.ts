import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { asId, iso, type Language, orThrow, type Refusal, Refused, say } from '../kernel/index.ts'
import type { ImportRecord } from './import-record.ts'
import type { Imports } from './imports.ts'
import { COUNT_ROLES, ROLES } from './mapping.ts'
import { reasonWords, screenRemedy } from './reasons.ts'
import { rejectedCsv } from './rejected-csv.node.ts'
import { uploadRefusals } from './upload-refusals.ts'

/** The longest part of a file sent at one time: a cut costs no more than this. */
const MOST_PART = 16 << 20

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9a-f-]{36}$' }) })
const Nothing = Type.Object({})
const Text = Type.String({ maxLength: 1_000 })
const ByRole = Type.Object(
  Object.fromEntries([...new Set([...ROLES, ...COUNT_ROLES])].map((role) => [role, Type.Optional(Text)])),
)
const Chosen = Type.Object({
  columns: Type.Optional(ByRole),
  values: Type.Optional(ByRole),
  zone: Type.Optional(Type.String({ maxLength: 100 })),
  dateFormat: Type.Optional(Type.String({ maxLength: 100 })),
  allowDates: Type.Optional(Type.Boolean()),
  delimiter: Type.Optional(Type.String({ maxLength: 10 })),
  party: Type.Optional(Type.Union([Type.Literal('own'), Type.Literal('third')])),
  channels: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 100 }))),
  aggregate: Type.Optional(Type.Boolean()),
})

const words = ({ code, what, remedy, at }: Refusal, language: Language) => ({
  code,
  what: say(what, language),
  remedy: say(remedy, language),
  line: at?.line ?? null,
})

/** A record as a screen shows it. */
const told = (record: ImportRecord, language: Language) => {
  const { workspace: _workspace, by: _by, begunAt, endedAt, refusal, account, ...rest } = record
  return {
    ...rest,
    begunAt: iso(begunAt),
    endedAt: endedAt === null ? null : iso(endedAt),
    refusal: refusal && words(refusal, language),
    account: account && {
      ...account,
      damage: account.damage && words(account.damage, language),
      rejections: account.rejections.map((rejection) => {
        const [{ what }, remedy] = [reasonWords(rejection.reason), screenRemedy(rejection.reason)]
        return { ...rejection, what: say(what, language), remedy: say(remedy, language) }
      }),
    },
  }
}

/** The rows that became nothing, to be put right: as they were written, or as a table. */
const rejectedAs = (rows: Readable, as: 'csv' | 'ndjson', name: string) =>
  as === 'ndjson'
    ? { name: `${name}.rejected.ndjson`, type: 'application/x-ndjson; charset=utf-8', bytes: rows }
    : { name: `${name}.rejected.csv`, type: 'text/csv; charset=utf-8', bytes: rejectedCsv(rows) }

export interface ImportDoors {
  readonly imports: Imports<Readable>
  readonly rejected: (id: string) => Promise<Readable | undefined>
}

/** Files brought by a page or a program: uploaded in parts, looked at, brought in. */
export const importEndpoints = ({ imports, rejected }: ImportDoors): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/imports',
    name: 'listImports',
    summary: 'The imports of the workspace, the latest first.',
    params: Nothing,
    query: Nothing,
    body: Type.Object({ items: Type.Array(Type.Unknown()) }),
    answer: async ({ actor, language }) => ({
      body: { items: orThrow(await imports.list(actor)).map((record) => told(record, language)) },
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/imports',
    name: 'beginImport',
    summary: 'Announces a file of so many bytes; its parts are sent to /api/imports/{id}/bytes.',
    params: Nothing,
    query: Nothing,
    input: Type.Object({
      file: Type.String({ minLength: 1, maxLength: 300 }),
      size: Type.Integer({ minimum: 0 }),
    }),
    body: Type.Unknown(),
    answer: async ({ actor, input, language }) => ({
      body: told(orThrow(await imports.begin(actor, input.file, input.size)), language),
      status: 201,
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/imports/{id}',
    name: 'readImport',
    summary: 'One import: how far it is, or what it came to.',
    params: Id,
    query: Nothing,
    body: Type.Unknown(),
    answer: async ({ actor, params, language }) => ({
      body: told(orThrow(await imports.get(actor, asId(params.id))), language),
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/imports/{id}/bytes',
    name: 'tellReceived',
    summary: 'How much of the file has come: after a cut, sending goes on from there.',
    params: Id,
    query: Nothing,
    body: Type.Object({ received: Type.Integer() }),
    answer: async ({ actor, params }) => ({
      body: { received: orThrow(await imports.received(actor, asId(params.id))) },
    }),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/imports/{id}/bytes',
    name: 'sendPart',
    summary: 'The next part of the file, at most 16 MiB, from where the server has it.',
    params: Id,
    query: Type.Object({ at: Type.Integer({ minimum: 0 }) }),
    uploadLimit: MOST_PART,
    body: Type.Object({ received: Type.Integer() }),
    answer: async ({ actor, params, query, upload }) => ({
      body: {
        received: orThrow(await imports.receive(actor, asId(params.id), query.at, upload ?? Readable.from([]))),
      },
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/imports/{id}/preview',
    name: 'previewImport',
    summary: 'What the first rows are taken for and would become, as chosen or guessed. Keeps nothing.',
    params: Id,
    query: Nothing,
    input: Chosen,
    unkept: true,
    body: Type.Unknown(),
    answer: async ({ actor, params, input, language }) => {
      const preview = orThrow(await imports.preview(actor, asId(params.id), input as never))
      const becomes = preview.becomes.map((row) => ({
        ...row,
        ...(row.rejected && { why: say(reasonWords(row.rejected).what, language) }),
      }))
      return { body: { ...preview, becomes, refusal: preview.refusal && words(preview.refusal, language) } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/imports/{id}/run',
    name: 'runImport',
    summary: 'Brings the file in; it goes on by itself, and /api/imports/{id} tells how far it is.',
    params: Id,
    query: Nothing,
    input: Type.Object({ source: Type.String({ maxLength: 300 }), chosen: Chosen }),
    body: Type.Unknown(),
    answer: async ({ actor, params, input, language }) => ({
      body: told(
        orThrow(await imports.run(actor, asId(params.id), input.source, input.chosen as never, language)),
        language,
      ),
      status: 202,
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/api/imports/{id}/cancel',
    name: 'cancelImport',
    summary: 'Ends an import under way, or gives up a file that was not brought in. What is kept stays kept.',
    params: Id,
    query: Nothing,
    body: Type.Unknown(),
    answer: async ({ actor, params, language }) => ({
      body: told(orThrow(await imports.cancel(actor, asId(params.id))), language),
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/imports/{id}/rejected',
    name: 'downloadRejected',
    summary: 'The rows that became nothing, each with its line and why.',
    params: Id,
    query: Type.Object({ as: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('ndjson')])) }),
    body: Type.Unknown(),
    answer: async ({ actor, params, query }) => {
      const { id, file } = orThrow(await imports.get(actor, asId(params.id)))
      const rows = await rejected(id)
      if (!rows) throw new Refused(uploadRefusals.unknown)
      return { body: undefined, download: rejectedAs(rows, query.as ?? 'csv', file) }
    },
  }),
]
