import { createBinder, decimalSql, matchSql, propertySql } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { CASE, filterSql } from './case-statement.clickhouse.ts'
import { NONE } from './cases.ts'
import { SAYING, type Said } from './verbatim.ts'
import { MOST_SAID, type VerbatimReader } from './verbatim-reader.ts'

interface Row extends Omit<Said, 'about'> {
  readonly named: string
  readonly own: number
  readonly latest: number | null
}

/** Reads what customers said from the analytical engine. */
export const createVerbatimReader = (analytics: Analytics): VerbatimReader => ({
  said: async ({ workspace, filter }, { touchpoints }) => {
    const binder = createBinder()
    const rules = touchpoints.flatMap(({ rules: any }, t) =>
      any.length === 0 ? [] : [`${any.map((rule) => matchSql(rule, binder)).join(' OR ')}, ${t}`],
    )
    const saying = `event IN ${binder.bind([...SAYING], 'Array(String)')}`
    const text = propertySql('text', binder).text
    const where = filterSql({ workspace, filter, inferred: 'person' }, binder)
    const rows = await analytics.rows<Row>(
      `-- What did customers say, and what had they lived just before?
SELECT at, event, channel, text, metric, score, named, own, latest FROM (
  SELECT *, anyLast(if(says OR own = ${NONE}, NULL, own))
    OVER (PARTITION BY key ORDER BY ts, rank, seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest
  FROM (
    SELECT ${CASE} AS key, ts, rank, seq, event, channel, ${saying} AS says,
      toFloat64(toUnixTimestamp64Micro(ts)) / 1000 AS at,
      toUInt16(${rules.length === 0 ? NONE : `multiIf(${rules.join(', ')}, ${NONE})`}) AS own,
      if(says, ${text}, '') AS text, ${propertySql('metric', binder).text} AS metric,
      ${propertySql('touchpoint', binder).text} AS named,
      ${decimalSql(`if(event = 'Review Posted', ${propertySql('rating', binder).text}, ${propertySql('score', binder).text})`)} AS score
    FROM events
    WHERE ${where} AND key IN (SELECT ${CASE} FROM events WHERE ${where} AND ${saying} AND ${text} != '')
  )
)
WHERE says AND text != '' ORDER BY at DESC LIMIT ${MOST_SAID}`,
      binder.parameters,
    )
    const ids = touchpoints.map(({ id }) => id)
    return rows.map(({ named, own, latest, ...row }): Said => {
      const about = named === '' ? (own === NONE ? (latest ?? -1) : own) : ids.indexOf(named)
      return { ...row, about: about < 0 ? null : about }
    })
  },
})
