import type { Database } from '../storage/postgres/database.ts'
import type { FaceStore } from './face.ts'
import { COLUMNS, faceOf, type Row } from './face-row.postgres.ts'

/** After every word that begins with this one, in the order of bytes. */
const after = (word: string): string => `${word}\u{10FFFF}`

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

/** How faces are found. */
export const finding = (database: Database): Omit<FaceStore, 'reading' | 'change'> => ({
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
        LATERAL (
          (SELECT * FROM people_faces WHERE workspace = $1 AND filed >= sought.beginning COLLATE "C"
            AND filed < sought.beyond COLLATE "C" AND identifier = filed ORDER BY filed LIMIT $4)
          UNION ALL
          (SELECT * FROM people_faces WHERE workspace = $1 AND identifier >= sought.beginning COLLATE "C"
            AND identifier < sought.beyond COLLATE "C" AND identifier <> filed ORDER BY identifier LIMIT $4)
        ) AS face
        ORDER BY face.last_at DESC, face.filed LIMIT $4`,
      [workspace, beginnings, beginnings.map(after), most],
    )
    return rows.map(faceOf)
  },
  async of(workspace, identifiers) {
    const rows = await database.query<Row>(
      // Most identifiers are written as they are compared: the others alone have an index of their own.
      `SELECT ${COLUMNS} FROM people_faces WHERE workspace = $1 AND filed = ANY($2::text[]) AND identifier = filed
        UNION ALL
        SELECT ${COLUMNS} FROM people_faces
          WHERE workspace = $1 AND identifier = ANY($2::text[]) AND identifier <> filed
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
      `SELECT ${COLUMNS} FROM people_faces WHERE workspace = $1
        ORDER BY minute DESC, last_at DESC, filed LIMIT $2`,
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
