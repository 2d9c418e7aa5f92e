import { DuckDBInstance } from '@duckdb/node-api'

/**
 * The peer of `match`: DuckDB with blocking and Jaro-Winkler in SQL, in a process of its own. No weights are learnt: a
 * pair is one person where names are near and a birth date, an e-mail or a telephone is the same. One JSON line.
 */
const [file = ''] = process.argv.slice(2)
const connection = await (await DuckDBInstance.create(':memory:')).connect()
const begun = performance.now()
await connection.run(
  `CREATE TABLE people AS SELECT id, lower(strip_accents(prenom)) AS given, lower(strip_accents(nom)) AS surname,
    date_naissance AS birth, lower(email) AS email, regexp_replace(telephone, '\\D', '', 'g') AS phone
    FROM read_csv('${file.replaceAll("'", "''")}', header = true, all_varchar = true)`,
)
const keys = ['birth || left(surname, 3)', 'email', 'right(phone, 9)']
const blocks = keys
  .map(
    (key) => `SELECT a.id AS a, b.id AS b FROM (SELECT *, ${key} AS key FROM people) a
      JOIN (SELECT *, ${key} AS key FROM people) b ON a.key = b.key AND a.id < b.id AND length(a.key) > 6
      WHERE greatest(jaro_winkler_similarity(a.given, b.given), jaro_winkler_similarity(a.surname, b.surname)) > 0.88`,
  )
  .join(' UNION ')
const found = await connection.runAndReadAll(
  `SELECT count(*)::INTEGER AS found, count(*) FILTER (split_part(a, '-', 1) = split_part(b, '-', 1))::INTEGER AS right FROM (${blocks})`,
)
const version = await connection.runAndReadAll('SELECT version() AS version')
console.log(
  JSON.stringify({
    seconds: (performance.now() - begun) / 1000,
    ...found.getRowObjects()[0],
    ...version.getRowObjects()[0],
  }),
)
