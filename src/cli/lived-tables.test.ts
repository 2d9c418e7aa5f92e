import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { alder } from '../../stories/alder.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { livedOf, summariseLog } from '../journeys/index.ts'
import { noticeMoments } from '../moments/index.ts'
import { writeAnswer } from './answer-files.ts'
import { livedTables, logTables, momentTables } from './lived-tables.ts'

it('the lived journey, its moments and the log are files, too, with as many rows as they tell', async () => {
  const ports = alder()
  const explored = await ports.explorer.explore({
    workspace: LOCAL_OWNER.workspace,
    filter: {},
    look: {},
    ...(await ports.map('cuisine')),
  })
  const lived = livedOf(explored)
  const rows = Object.fromEntries(livedTables(lived).map(({ name, rows }) => [name, rows.length]))
  expect(rows).toMatchObject({ stages: lived.stages.length, touchpoints: lived.touchpoints.length })
  const noticed = noticeMoments(explored, lived)
  expect(momentTables(noticed)[0]?.rows).toHaveLength(noticed.moments.length)
  const log = summariseLog(explored.table, { asOf: null, basis: 'person', top: 3 })
  const folder = mkdtempSync(join(tmpdir(), 'parcours-tables-'))
  try {
    const [csv, parquet] = [join(folder, 'edges.csv'), join(folder, 'edges.parquet')]
    await writeAnswer({ csv, parquet, table: 'edges' }, logTables(log))
    const lines = readFileSync(csv, 'utf8').trimEnd().split('\n')
    expect([lines[0], lines.length]).toEqual(['from,to,count,median_seconds,median_low,median_high', log.edges + 1])
    expect(readFileSync(parquet).subarray(0, 4).toString()).toBe('PAR1')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
