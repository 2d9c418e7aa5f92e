/** The same questions as one would ask them of ClickHouse's own functions, over events. */
export const plainSql = (events: readonly string[]): Record<string, string> => ({
  'funnel, 10 steps': `
SELECT level, count() FROM (
  SELECT identifier, windowFunnel(34560000000)(toUInt64(toUnixTimestamp64Milli(ts)), ${events
    .slice(0, 10)
    .map((event) => `event = '${event}'`)
    .join(', ')}) AS level
  FROM events WHERE workspace = 'default' GROUP BY identifier
) GROUP BY level`,
  'directly-follows': `
SELECT pair.1, pair.2, count() FROM (
  SELECT arrayJoin(arrayZip(arrayPopBack(lived), arrayPopFront(lived))) AS pair FROM (
    SELECT arrayMap(e -> e.3, arraySort(groupArray((ts, seq, event)))) AS lived FROM events WHERE workspace = 'default' GROUP BY identifier
  )
) GROUP BY pair.1, pair.2`,
  variants: `
SELECT count(), max(n) FROM (
  SELECT cityHash64(lived) AS path, count() AS n FROM (
    SELECT arrayMap(e -> e.3, arraySort(groupArray((ts, seq, event)))) AS lived FROM events WHERE workspace = 'default' GROUP BY identifier
  ) GROUP BY path
)`,
  'retention by week': `
SELECT cohort, week - cohort AS k, uniqExact(identifier) FROM (
  SELECT identifier, toMonday(ts, 'Europe/Paris') AS week, min(week) OVER (PARTITION BY identifier) AS cohort
  FROM events WHERE workspace = 'default'
) WHERE k < 63 GROUP BY cohort, k`,
})
