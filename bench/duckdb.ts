import { DuckDBInstance } from '@duckdb/node-api'

/**
 * The peer: DuckDB, in a process of its own so that its memory can be watched. What it prints is one JSON line.
 *   import FILE DATABASE      a CSV into a table of a database file, then a count: queryable
 *   journeys DATABASE RUNS    directly-follows and an ordered funnel over that table, RUNS times
 */
const [verb, ...rest] = process.argv.slice(2)

const open = async (path: string) => {
  const instance = await DuckDBInstance.create(path)
  return { instance, connection: await instance.connect() }
}

const importFile = async (file: string, database: string) => {
  const { connection } = await open(database)
  await connection.run(`CREATE TABLE events AS SELECT * FROM read_csv('${file.replaceAll("'", "''")}', header = true)`)
  await connection.run('CHECKPOINT')
  const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER AS events FROM events')
  const version = await connection.runAndReadAll('SELECT version() AS version')
  console.log(JSON.stringify({ ...counted.getRowObjects()[0], ...version.getRowObjects()[0] }))
}

// Each person's events in order, each with the one that follows; then counted by pair with the median time between.
const DIRECTLY_FOLLOWS = `
WITH followed AS (
  SELECT event, time, lead(event) OVER person AS next, lead(time) OVER person AS next_time
  FROM events WINDOW person AS (PARTITION BY customer ORDER BY time, rowid))
SELECT event, next, count(*) AS passages, median(epoch(next_time) - epoch(time)) AS seconds
FROM followed WHERE next IS NOT NULL GROUP BY ALL`

const STEPS = [
  "event = 'Page Viewed' AND offer = 'cuisine'",
  "event = 'Appointment Booked'",
  "event = 'Appointment Held'",
  "event = 'Quote Sent'",
  "event = 'Contract Signed'",
  "event = 'Installation Accepted'",
  "event = 'Project Closed'",
]

/** Ordered funnel by successive earliest times: a step counts from the earliest passage of the step before it. */
const FUNNEL = `WITH s0 AS (SELECT customer, min(time) AS t FROM events WHERE ${STEPS[0]} GROUP BY 1)${STEPS.slice(1)
  .map(
    (step, k) =>
      `, s${k + 1} AS (SELECT e.customer, min(e.time) AS t FROM events e JOIN s${k} p ON p.customer = e.customer AND e.time > p.t AND e.time <= p.t + INTERVAL 400 DAY WHERE ${step} GROUP BY 1)`,
  )
  .join('')} SELECT ${STEPS.map((_, k) => `(SELECT count(*) FROM s${k})`).join(', ')}`

const journeys = async (database: string, runs: number) => {
  const { connection } = await open(database)
  const seconds: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now()
    await connection.runAndReadAll(DIRECTLY_FOLLOWS)
    await connection.runAndReadAll(FUNNEL)
    seconds.push((performance.now() - begun) / 1000)
  }
  console.log(JSON.stringify({ seconds }))
}

if (verb === 'import') await importFile(rest[0] ?? '', rest[1] ?? '')
else await journeys(rest[0] ?? '', Number(rest[1]))
