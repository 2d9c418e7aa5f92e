import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRows } from './open-rows.node.ts'
import type { ReaderPoint } from './row-block.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-parquet-'))
const file = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(async () => {
  const duck = await (await DuckDBInstance.create(':memory:')).connect()
  const visits = `SELECT 'C' || (i % 100) AS "case", CASE WHEN i % 3 = 0 THEN 'Visit' ELSE 'Call' END AS event,
    TIMESTAMP '2026-03-03 10:00:00.123456' + INTERVAL (i) SECOND AS time, i AS n, i / 4 AS share, i % 2 = 0 AS vip,
    CASE WHEN i = 1 THEN NULL ELSE 'é' END AS note, {'store': 'Lille', 'seats': i} AS place, [i, 2] AS list,
    DATE '2026-03-03' AS day FROM range(5000) t(i)`
  for (const codec of ['snappy', 'zstd', 'gzip', 'brotli', 'lz4_raw', 'uncompressed'])
    await duck.run(
      `COPY (${visits}) TO '${file(`${codec}.parquet`)}' (FORMAT parquet, CODEC '${codec}', ROW_GROUP_SIZE 2048)`,
    )
  await duck.run(`SET TimeZone = 'UTC'`)
  await duck.run(
    `COPY (SELECT TIMESTAMPTZ '2026-03-03 10:00:00+00' AS time) TO '${file('zoned.parquet')}' (FORMAT parquet)`,
  )
  duck.closeSync()
})

const readAll = async (name: string, from?: ReaderPoint) => {
  const reader = await openRows(file(name), {})
  const rows: Record<string, string | undefined>[] = []
  const lines: number[] = []
  const points: { point: ReaderPoint; rows: number }[] = []
  for await (const block of reader.blocks(from)) {
    for (let row = 0; row < block.count; row++) {
      rows.push(Object.fromEntries(block.names.map((column, i) => [column, block.text(row, i)])))
      lines.push(block.lines[row] ?? 0)
    }
    points.push({ point: block.point, rows: rows.length })
  }
  await reader.close()
  return { rows, lines, points, damage: reader.damage() }
}

describe('a Parquet file', () => {
  it.each(['snappy', 'zstd', 'gzip', 'brotli', 'lz4_raw', 'uncompressed'])(
    'in %s gives its rows, typed',
    async (codec) => {
      const { rows, lines } = await readAll(`${codec}.parquet`)
      expect(rows.length).toBe(5000)
      expect(rows[4001]).toEqual({
        case: 'C1',
        event: 'Call',
        time: '2026-03-03T11:06:41.123456',
        n: '4001',
        share: '1000.25',
        vip: 'false',
        note: 'é',
        'place.store': 'Lille',
        'place.seats': '4001',
        list: '[4001,2]',
        day: '2026-03-03',
        store: undefined,
        seats: undefined,
        element: undefined,
      })
      expect(rows[1]?.note).toBeUndefined()
      expect([lines[0], lines.at(-1)]).toEqual([1, 5000])
    },
  )

  it('keeps the zone of its times', async () => {
    expect((await readAll('zoned.parquet')).rows).toEqual([{ time: '2026-03-03T10:00:00Z' }])
  })

  it('resumes from any point', async () => {
    const whole = await readAll('snappy.parquet')
    const { point, rows } = whole.points[0] ?? { point: undefined, rows: 0 }
    const rest = await readAll('snappy.parquet', point)
    expect(rest.rows).toEqual(whole.rows.slice(rows))
    expect(rest.lines).toEqual(whole.lines.slice(rows))
  })

  it('gives the row groups before damage, and names the row; without its end it is refused', async () => {
    const bytes = readFileSync(file('snappy.parquet'))
    const broken = Buffer.from(bytes)
    broken.fill(0xff, Math.floor(bytes.length * 0.5), Math.floor(bytes.length * 0.52))
    writeFileSync(file('broken.parquet'), broken)
    const { rows, damage } = await readAll('broken.parquet')
    expect(rows.length).toBe(2048)
    expect(damage).toMatchObject({ code: 'damaged-parquet', at: { line: 2049 } })
    writeFileSync(file('cut.parquet'), bytes.subarray(0, bytes.length >> 1))
    await expect(openRows(file('cut.parquet'), {})).rejects.toMatchObject({ refusal: { code: 'damaged-parquet' } })
  })
})
