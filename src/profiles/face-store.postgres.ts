import type { Id } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import {
  type Face,
  type FaceReading,
  type FaceStore,
  type Heard,
  type KnownFaces,
  type Told,
  wordsOfFace,
} from './face.ts'
import type { Identifier } from './identifier.ts'
import { NOTHING_READ } from './naming-reader.ts'
import { misspellable, tracesOf } from './near-words.ts'

interface Row {
  readonly filed: string
  readonly identifier: Identifier
  readonly alone: Id<'Profile'>
  readonly name: string
  readonly city: string
  readonly named: readonly Identifier[]
  readonly told: Told
  readonly heard: Heard
  readonly events: number
  readonly last_at: number
}

const COLUMNS = 'filed, identifier, alone, name, city, named, told, heard, events, last_at'

const faceOf = ({ last_at, told, heard, ...rest }: Row): Face => ({
  ...rest,
  ...(Object.keys(told).length > 0 && { told }),
  ...(Object.keys(heard).length > 0 && { heard }),
  lastAt: last_at,
})

/** After every word that begins with this one, in the order of bytes. */
const after = (word: string): string => `${word}\u{10FFFF}`

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
  if (come.length > 0)
    await database.query(
      `INSERT INTO people_words (workspace, word, filed) SELECT $1, * FROM unnest($2::text[], $3::text[])
        ON CONFLICT DO NOTHING`,
      [workspace, come.map(([word]) => word), come.map(([, filed]) => filed)],
    )
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
        for (let from = 0; from < faces.length; from += BATCH) {
          const some = faces.slice(from, from + BATCH)
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

/** A word that begins this many is common: counted no further. */
const COMMON = 20_000

/** The words, the rarest first: the others are looked for among those that it finds. */
const rarestFirst = async (database: Database, workspace: string, words: readonly string[]): Promise<string[]> => {
  if (words.length < 2) return [...words]
  const rows = await database.query<{ word: string; n: number }>(
    `SELECT sought.word, (SELECT count(*) FROM (SELECT 1 FROM people_words AS known
        WHERE known.workspace = $1 AND known.word >= sought.word COLLATE "C" AND known.word < sought.beyond COLLATE "C"
        LIMIT $4) AS few) AS n
      FROM unnest($2::text[], $3::text[]) AS sought (word, beyond)`,
    [workspace, words, words.map(after), COMMON],
  )
  return rows.sort((one, other) => one.n - other.n).map(({ word }) => word)
}

const finding = (database: Database): Omit<FaceStore, 'reading' | 'change'> => ({
  async search(workspace, words, most) {
    const [rarest, ...others] = await rarestFirst(database, workspace, words)
    if (rarest === undefined) return []
    const parameters: unknown[] = [workspace, rarest, after(rarest), most]
    const conditions = others.map((word) => {
      parameters.push(word, after(word))
      const [from, to] = [`$${parameters.length - 1}`, `$${parameters.length}`]
      return `AND EXISTS (SELECT 1 FROM people_words AS other WHERE other.workspace = $1 AND other.filed = face.filed
        AND other.word >= ${from} AND other.word < ${to})`
    })
    // A single beginning that is everywhere finds some of those that bear it: nobody reads them all.
    const some = others.length === 0 ? `LIMIT ${COMMON}` : ''
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM people_faces AS face WHERE workspace = $1
        AND filed IN (SELECT filed FROM people_words WHERE workspace = $1 AND word >= $2 AND word < $3 ${some})
        ${conditions.join(' ')}
        ORDER BY last_at DESC, filed LIMIT $4`,
      parameters,
    )
    return rows.map(faceOf)
  },
  async near(workspace, traces, most) {
    const rows = await database.query<{ word: string }>(
      'SELECT DISTINCT word FROM people_near WHERE workspace = $1 AND trace = ANY($2::text[]) LIMIT $3',
      [workspace, traces, most],
    )
    return rows.map(({ word }) => word)
  },
  async searchAny(workspace, lists, most) {
    const [first, ...others] = lists
    if (first === undefined) return []
    const conditions = others.map(
      (_, at) => `AND EXISTS (SELECT 1 FROM people_words AS other WHERE other.workspace = $1
        AND other.filed = face.filed AND other.word = ANY($${at + 4}::text[]))`,
    )
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM people_faces AS face WHERE workspace = $1
        AND filed IN (SELECT filed FROM people_words WHERE workspace = $1 AND word = ANY($2::text[])
          ${others.length === 0 ? `LIMIT ${COMMON}` : ''})
        ${conditions.join(' ')}
        ORDER BY last_at DESC, filed LIMIT $3`,
      [workspace, first, most, ...others],
    )
    return rows.map(faceOf)
  },
  async begun(workspace, beginnings, most) {
    const columns = COLUMNS.split(', ').map((column) => `face.${column}`)
    const rows = await database.query<Row>(
      `SELECT ${columns.join(', ')} FROM unnest($2::text[], $3::text[]) AS sought (beginning, beyond),
        LATERAL (SELECT * FROM people_faces WHERE workspace = $1 AND identifier >= sought.beginning COLLATE "C"
          AND identifier < sought.beyond COLLATE "C" ORDER BY identifier LIMIT $4) AS face
        ORDER BY face.last_at DESC, face.filed LIMIT $4`,
      [workspace, beginnings, beginnings.map(after), most],
    )
    return rows.map(faceOf)
  },
  async of(workspace, identifiers) {
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM people_faces WHERE workspace = $1 AND identifier = ANY($2::text[])
        ORDER BY last_at DESC, filed`,
      [workspace, identifiers],
    )
    return rows.map(faceOf)
  },
  async alone(workspace, profiles) {
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM people_faces WHERE workspace = $1 AND alone = ANY($2::text[])
        ORDER BY last_at DESC, filed`,
      [workspace, profiles],
    )
    return rows.map(faceOf)
  },
  async latest(workspace, most) {
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM people_faces WHERE workspace = $1 ORDER BY last_at DESC, filed LIMIT $2`,
      [workspace, most],
    )
    return rows.map(faceOf)
  },
  async keptSince(workspace, point, most) {
    const rows = await database.query<Row & { readonly kept: number }>(
      `SELECT ${COLUMNS}, kept FROM people_faces WHERE workspace = $1 AND kept > $2 AND told <> '{}'
        ORDER BY kept LIMIT $3`,
      [workspace, point, most],
    )
    return { faces: rows.map(({ kept: _, ...row }) => faceOf(row)), point: rows.at(-1)?.kept ?? point }
  },
  async count(workspace) {
    const [row] = await database.query<{ n: number }>('SELECT count(*) AS n FROM people_faces WHERE workspace = $1', [
      workspace,
    ])
    return row?.n ?? 0
  },
})
