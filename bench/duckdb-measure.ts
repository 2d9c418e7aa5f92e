import { DuckDBInstance } from '@duckdb/node-api'

/**
 * The peer of `measure`, in a process of its own: FILES RUNS EVENTS. Events are a table in memory before anything is timed;
 * what it prints is one JSON line.
 */
const [files = '', runs = '2', names = '[]'] = process.argv.slice(2)
const events = JSON.parse(names) as string[]
const connection = await (await DuckDBInstance.create(':memory:')).connect()
await connection.run(`CREATE TABLE events AS SELECT * FROM read_parquet('${files.replaceAll("'", "''")}')`)
const [first] = (await connection.runAndReadAll('SELECT version() AS version')).getRowObjects()

/** Successive earliest times: a step counts from the earliest passage of the step before it. */
const FUNNEL = `WITH s0 AS (SELECT customer, min(time) AS t, min(time) AS began FROM events WHERE event = '${events[0]}' GROUP BY 1)${events
  .slice(1, 10)
  .map(
    (event, k) =>
      `, s${k + 1} AS (SELECT e.customer, min(e.time) AS t, any_value(p.began) AS began FROM events e JOIN s${k} p ON p.customer = e.customer AND e.time > p.t AND e.time <= p.began + INTERVAL 400 DAY WHERE e.event = '${event}' GROUP BY 1)`,
  )
  .join('')} SELECT ${Array.from({ length: 10 }, (_, k) => `(SELECT count(*) FROM s${k})`).join(', ')}`

const FOLLOWS = `WITH followed AS (
  SELECT event, time, lead(event) OVER person AS next, lead(time) OVER person AS next_time
  FROM events WINDOW person AS (PARTITION BY customer ORDER BY time, seq))
SELECT event, next, count(*), median(epoch(next_time) - epoch(time)) FROM followed WHERE next IS NOT NULL GROUP BY ALL`

const VARIANTS = `SELECT count(*), max(n) FROM (
  SELECT path, count(*) AS n FROM (SELECT customer, list(event ORDER BY time, seq) AS path FROM events GROUP BY 1) GROUP BY 1)`

const RETENTION = `WITH weeks AS (SELECT DISTINCT customer, date_trunc('week', time) AS week FROM events),
joined AS (SELECT customer, min(week) AS cohort FROM weeks GROUP BY 1)
SELECT cohort, week - cohort AS k, count(*) FROM weeks JOIN joined USING (customer) GROUP BY ALL`

const QUESTIONS = {
  'funnel, 10 steps': FUNNEL,
  'directly-follows': FOLLOWS,
  variants: VARIANTS,
  'retention by week': RETENTION,
}
const told: Record<string, number[]> = {}
for (const [name, statement] of Object.entries(QUESTIONS)) {
  told[name] = []
  for (let run = 0; run < Number(runs); run += 1) {
    const begun = performance.now()
    await connection.runAndReadAll(statement)
    told[name].push(performance.now() - begun)
  }
}
console.log(JSON.stringify({ version: first?.version, runs: told }))
