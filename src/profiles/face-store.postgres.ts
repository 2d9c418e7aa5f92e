import { copyNew } from '../storage/postgres/copied.ts'
import type { Database } from '../storage/postgres/database.ts'
import { type Face, type FaceReading, type FaceStore, type KnownFaces, wordsOfFace } from './face.ts'
import { finding } from './face-finding.postgres.ts'
import { COLUMNS, faceOf, type Row } from './face-row.postgres.ts'
import { NOTHING_READ } from './naming-reader.ts'
import { misspellable, tracesOf } from './near-words.ts'

const BATCH = 2_000

const pairsOf = (faces: readonly Face[]) =>
  faces.flatMap((face) => wordsOfFace(face).map((word) => [word, face.filed] as const))

/** The words of some faces, of which those that were looked up before are known: only what differs is written. */
const keepWords = async (
  database: Database,
  workspace: string,
  faces: readonly Face[],
  before: ReadonlyMap<string, Face | undefined>,
): Promise<void> => {
  const unknown = faces.filter(({ filed }) => !before.has(filed)).map(({ filed }) => filed)
  const was = new Set(pairsOf(faces.flatMap(({ filed }) => before.get(filed) ?? [])).map((pair) => pair.join('\0')))
  const now = new Map(pairsOf(faces).map((pair) => [pair.join('\0'), pair]))
  const gone = [...was].filter((pair) => !now.has(pair)).map((pair) => pair.split('\0'))
  const come = [...now].flatMap(([text, pair]) => (was.has(text) ? [] : [pair]))
  if (unknown.length > 0)
    await database.query(
      `DELETE FROM people_words AS old USING unnest($2::text[]) AS touched (filed)
        WHERE old.workspace = $1 AND old.filed = touched.filed`,
      [workspace, unknown],
    )
  if (gone.length > 0)
    await database.query(
      `DELETE FROM people_words AS old USING unnest($2::text[], $3::text[]) AS gone (word, filed)
        WHERE old.workspace = $1 AND old.filed = gone.filed AND old.word = gone.word`,
      [workspace, gone.map(([word]) => word), gone.map(([, filed]) => filed)],
    )
  await bringWords(database, workspace, come)
}

const bringWords = (
  database: Database,
  workspace: string,
  pairs: readonly (readonly [word: string, filed: string])[],
): Promise<void> =>
  copyNew(
    database,
    'people_words',
    ['workspace', 'word', 'filed'],
    pairs.map(([word, filed]) => [workspace, word, filed]),
    (inside) =>
      inside
        .query(
          `INSERT INTO people_words (workspace, word, filed) SELECT $1, * FROM unnest($2::text[], $3::text[])
            ON CONFLICT DO NOTHING`,
          [workspace, pairs.map(([word]) => word), pairs.map(([, filed]) => filed)],
        )
        .then(() => undefined),
  )

/** Faces of which nothing was known, and their words: nothing of theirs is sought again. */
const bringFaces = async (database: Database, workspace: string, faces: readonly Face[]): Promise<void> => {
  const rows = faces.map(({ filed, identifier, alone, name, city, named, told, heard, events, lastAt }) => [
    ...[workspace, filed, identifier, alone, name, city, named.length > 0 ? JSON.stringify(named) : '[]'],
    ...[told ? JSON.stringify(told) : '{}', heard ? JSON.stringify(heard) : '{}', events, lastAt],
  ])
  await copyNew(database, 'people_faces', ['workspace', ...COLUMNS.split(', ')], rows, (inside) =>
    keepFaces(inside, workspace, faces),
  )
  await bringWords(database, workspace, pairsOf(faces))
}

const keepHeardOf = async (
  database: Database,
  workspace: string,
  faces: readonly Pick<Face, 'filed' | 'events' | 'lastAt'>[],
): Promise<void> => {
  await database.query(
    `UPDATE people_faces AS face SET events = given.events, last_at = given.last_at
      FROM unnest($2::text[], $3::bigint[], $4::float8[]) AS given (filed, events, last_at)
      WHERE face.workspace = $1 AND face.filed = given.filed`,
    [workspace, faces.map(({ filed }) => filed), faces.map(({ events }) => events), faces.map(({ lastAt }) => lastAt)],
  )
}

const keepFaces = async (database: Database, workspace: string, faces: readonly Face[]): Promise<void> => {
  await database.query(
    `INSERT INTO people_faces (workspace, ${COLUMNS})
      SELECT $1, filed, identifier, alone, name, city, named::jsonb, told::jsonb, heard::jsonb, events, last_at
        FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
          $10::bigint[], $11::float8[])
          AS given (${COLUMNS})
      ON CONFLICT (workspace, filed) DO UPDATE SET identifier = excluded.identifier, alone = excluded.alone,
        name = excluded.name, city = excluded.city, named = excluded.named, told = excluded.told, heard = excluded.heard,
        events = excluded.events, last_at = excluded.last_at, kept = nextval('people_faces_kept')`,
    [
      workspace,
      faces.map(({ filed }) => filed),
      faces.map(({ identifier }) => identifier),
      faces.map(({ alone }) => alone),
      faces.map(({ name }) => name),
      faces.map(({ city }) => city),
      faces.map(({ named }) => JSON.stringify(named)),
      faces.map(({ told }) => JSON.stringify(told ?? {})),
      faces.map(({ heard }) => JSON.stringify(heard ?? {})),
      faces.map(({ events }) => events),
      faces.map(({ lastAt }) => lastAt),
    ],
  )
}

/** Words whose traces this process has kept already: most faces bring no new one. */
const MOST_REMEMBERED = 500_000

const keepTraces = async (
  database: Database,
  workspace: string,
  faces: readonly Face[],
  remembered: Set<string>,
): Promise<void> => {
  const words = [...new Set(faces.flatMap(misspellable))].filter((word) => !remembered.has(`${workspace} ${word}`))
  if (words.length === 0) return
  const known = await database.query<{ word: string }>(
    'SELECT word FROM people_near WHERE workspace = $1 AND trace = ANY($2::text[]) AND trace = word',
    [workspace, words],
  )
  const before = new Set(known.map(({ word }) => word))
  const traces = words
    .filter((word) => !before.has(word))
    .flatMap((word) => tracesOf(word).map((trace) => [trace, word]))
  for (let from = 0; from < traces.length; from += 10 * BATCH) {
    const some = traces.slice(from, from + 10 * BATCH)
    await database.query(
      `INSERT INTO people_near (workspace, trace, word) SELECT $1, * FROM unnest($2::text[], $3::text[])
        ON CONFLICT DO NOTHING`,
      [workspace, some.map(([trace]) => trace), some.map(([, word]) => word)],
    )
  }
  if (remembered.size > MOST_REMEMBERED) remembered.clear()
  for (const word of words) remembered.add(`${workspace} ${word}`)
}

/**
 * The faces in PostgreSQL, with their words beside them: a word is found by its beginning in an index in the order of
 * bytes, which every PostgreSQL has without an extension.
 */
export const createPostgresFaceStore = (database: Database): FaceStore => ({
  ...keeping(database),
  ...finding(database),
})

const readingIn = async (database: Database, workspace: string): Promise<FaceReading> => {
  const [row] = await database.query<ReadingRow>(
    'SELECT up_to, before, total, declared, log_offset FROM people_reading WHERE workspace = $1',
    [workspace],
  )
  if (!row) return { ...NOTHING_READ, declared: '' }
  const { up_to: upTo, before, declared, total, log_offset: offset } = row
  return { upTo, before, declared, ...(total !== null && { total }), ...(offset !== null && { offset }) }
}

interface ReadingRow {
  readonly up_to: number
  readonly before: number
  readonly total: number | null
  readonly declared: string
  readonly log_offset: number | null
}

const keeping = (database: Database, remembered = new Set<string>()): Pick<FaceStore, 'reading' | 'change'> => ({
  reading: (workspace) => readingIn(database, workspace),
  async change(workspace, work) {
    await database.query(
      `INSERT INTO people_reading (workspace, up_to, before, declared) VALUES ($1, 0, 0, '') ON CONFLICT DO NOTHING`,
      [workspace],
    )
    return database.transaction(async (inside) => {
      // The log is the record: what a power cut takes back is read again.
      await inside.query('SET LOCAL synchronous_commit = off')
      await inside.query('SELECT 1 FROM people_reading WHERE workspace = $1 FOR UPDATE', [workspace])
      const looked = new Map<string, Face | undefined>()
      const known: KnownFaces = {
        reading: () => readingIn(inside, workspace),
        async filed(texts) {
          const rows = await inside.query<Row>(
            `SELECT ${COLUMNS} FROM people_faces WHERE workspace = $1 AND filed = ANY($2::text[])`,
            [workspace, texts],
          )
          const found = new Map(rows.map((row) => [row.filed, faceOf(row)]))
          for (const text of texts) looked.set(text, found.get(text))
          return found
        },
      }
      return work(known, async ({ faces = [], heardOf = [], reading }) => {
        const [fresh, kept]: [Face[], Face[]] = [[], []]
        for (const face of faces)
          (looked.has(face.filed) && looked.get(face.filed) === undefined ? fresh : kept).push(face)
        await bringFaces(inside, workspace, fresh)
        for (let from = 0; from < kept.length; from += BATCH) {
          const some = kept.slice(from, from + BATCH)
          await keepFaces(inside, workspace, some)
          await keepWords(inside, workspace, some, looked)
        }
        if (faces.length > 0) await keepTraces(inside, workspace, faces, remembered)
        if (heardOf.length > 0) await keepHeardOf(inside, workspace, heardOf)
        if (reading)
          await inside.query(
            `UPDATE people_reading SET up_to = $2, before = $3, total = $4, declared = $5, log_offset = $6
              WHERE workspace = $1`,
            [workspace, reading.upTo, reading.before, reading.total ?? null, reading.declared, reading.offset ?? null],
          )
      })
    })
  },
})
