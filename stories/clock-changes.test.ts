import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parcours } from './program.ts'

/** As a till in Paris writes it, without a zone, on the two nights on which clocks change. */
const LINES = [
  'who,when,what',
  // One hour: there is none between two and three.
  'Claire,2025-03-30 01:30:00,See',
  'Claire,2025-03-30 03:30:00,Buy',
  // An hour that does not exist moves forward: the same instant as the next row, and before it.
  'Paul,2025-03-30 02:30:00,See',
  'Paul,2025-03-30 03:30:00,Buy',
  // Three hours: two o'clock comes twice.
  'Karim,2025-10-26 01:30:00,See',
  'Karim,2025-10-26 03:30:00,Buy',
  // The first of the two, so that two hours pass.
  'Inès,2025-10-26 02:30:00,See',
  'Inès,2025-10-26 03:30:00,Buy',
  // Who did one thing alone, and may still do the other.
  'Zoé,2025-10-26 10:00:00,See',
]

interface Told {
  readonly waits: readonly {
    readonly reached: { readonly num: number; readonly den: number }
    readonly waiting: number
    readonly median: { readonly value: number; readonly n: number }
    readonly curve: readonly { readonly seconds: number }[]
  }[]
}
interface Ways {
  readonly top: readonly { readonly path: readonly string[]; readonly cases: number }[]
}
interface Days {
  readonly series: readonly {
    readonly points: readonly { readonly period: string; readonly count: number; readonly partial: boolean }[]
  }[]
}

describe('the nights on which clocks change', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-clocks-'))
  const data = join(folder, 'data')
  const ask = async <Answer>(...words: readonly string[]): Promise<Answer> => {
    const { code, stdout, stderr } = await parcours(...words, '--data', data, '--json')
    expect(code, stderr).toBe(0)
    return JSON.parse(stdout) as Answer
  }
  beforeAll(async () => {
    const file = join(folder, 'till.csv')
    writeFileSync(file, `${LINES.join('\n')}\n`)
    const columns = ['--profile', 'who', '--time', 'when', '--event', 'what', '--zone', 'Europe/Paris']
    expect(await ask('import', file, '--source', 'till', ...columns)).toMatchObject({ kept: 9, rejected: 0 })
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('last as long as they did, whatever the clock on the wall said', async () => {
    const { waits } = await ask<Told>('times', '--step', 'See', '--step', 'Buy')
    expect(waits[0]?.curve.map(({ seconds }) => seconds)).toEqual([0, 3600, 7200, 10_800])
    expect(waits[0]).toMatchObject({ reached: { num: 4, den: 5 }, waiting: 1, median: { value: 7200, n: 5 } })
  })

  it('leave what comes at one instant in the order in which it was written', async () => {
    const { top } = await ask<Ways>('variants')
    expect(top.map(({ path, cases }) => [path.join(), cases])).toEqual([
      ['See,Buy', 4],
      ['See', 1],
    ])
  })

  it('are days of their zone, of 23 and of 25 hours, each event in one of them', async () => {
    const { series } = await ask<Days>('trends', '--calendar', 'day')
    const points = series[0]?.points ?? []
    expect(points.filter(({ count }) => count > 0).map(({ period, count }) => [period, count])).toEqual([
      ['2025-03-30', 4],
      ['2025-10-26', 5],
    ])
    // Every day from the first to the last, once.
    expect(points).toHaveLength(211)
    expect(points.at(-1)?.partial).toBe(true)
  })

  it('are asked for by dates of that zone', async () => {
    const night = ['--from', '2025-10-26', '--to', '2025-10-27']
    const { top } = await ask<Ways>('variants', ...night)
    expect(top.reduce((sum, { cases }) => sum + cases, 0)).toBe(3)
  })
})
