import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { ANALYSES } from '../src/analyses/analyses.ts'
import type { Analysis } from '../src/analyses/analysis.ts'
import { ask, tableNamed } from '../src/analyses/ask.ts'
import { tableParquet } from '../src/analyses/result-parquet.node.ts'
import { flatten, tableCsv } from '../src/analyses/result-table.ts'
import { CATALOGUE } from '../src/web/screens/measure/catalogue.ts'
import type { Cell } from '../src/web/screens/measure/cells.ts'
import type { Telling } from '../src/web/screens/measure/use-telling.ts'
import { alder, WHOLE } from './alder.ts'
import { ASKED, type Counts } from './asked.ts'

const ajv = new Ajv2020({ allowUnionTypes: true })
formats.default(ajv)

const publishedSchema = ({ name, body }: Analysis): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:parcours:schema:${name}`,
  ...body,
})

/**
 * Numbers that are no estimate of anybody: settings, the parameters of a model (what is made of them has its interval), the
 * error of risks (what they gain has its interval), shares that a model was told to add up to 1. Beside them only p and q.
 */
const WITHOUT_INTERVAL: Readonly<Record<string, readonly string[]>> = {
  value: [
    ...['r', 'alpha', 'a', 'b', 'logLikelihood'].map((name) => `buying.${name}`),
    ...['p', 'q', 'gamma', 'logLikelihood'].map((name) => `spend.${name}`),
  ],
  drivers: ['r2'],
  trends: ['falseDiscoveries'],
  effectiveness: ['falseDiscoveries'],
  next: ['calibration.bands.predicted', 'calibration.brier', 'calibration.brierOfBase', 'journeys.next.p'],
  discover: ['noise'],
}

/** Where a number that is no count stands with no interval beside it. */
const barely = (within: object, path: readonly string[] = []): string[] =>
  Object.entries(within).flatMap(([key, value]: [string, unknown]) => {
    const at = Array.isArray(within) ? path : [...path, key]
    if (typeof value === 'object' && value !== null) return barely(value, at)
    if (typeof value !== 'number' || Number.isInteger(value)) return []
    const proven = ('low' in within && 'high' in within) || (`${key}Low` in within && `${key}High` in within)
    const isProof = /(^p|^q|Low|High)$/.test(key) && path.at(-1) !== 'next' && path.at(-1) !== 'spend'
    // A median in seconds has its own name for the ends.
    return proven || isProof || 'medianLow' in within ? [] : [at.join('.')]
  })

const asking = (name: string) => ({ ...WHOLE, options: ASKED[name]?.options ?? {} })

const named = ANALYSES.map((one) => [one.name, one] as const)

describe('every analysis', () => {
  it.each(named)('%s has its schema published as it is written here (UPDATE_SCHEMAS=1 writes it)', (name, one) => {
    const file = new URL(`../schemas/${name}.schema.json`, import.meta.url)
    const written = `${JSON.stringify(publishedSchema(one), null, 2)}\n`
    if (process.env.UPDATE_SCHEMAS) writeFileSync(file, written)
    expect(readFileSync(file, 'utf8')).toBe(written)
  })

  it.each(named)('%s answers in that shape, and lays its answer out in tables', async (name, one) => {
    const { body, tables } = await ask(one, alder(), asking(name))
    const valid = ajv.compile(publishedSchema(one))
    // As it is printed: what JSON leaves out is left out.
    expect(valid(JSON.parse(JSON.stringify(body))) ? '' : ajv.errorsText(valid.errors)).toBe('')
    expect(tables.length).toBeGreaterThan(0)
    expect(tables.some(({ rows }) => rows.length > 0)).toBe(true)
    for (const table of tables) {
      for (const row of table.rows) expect(row.length, table.name).toBe(table.columns.length)
      expect(tableCsv(table).split('\n').length).toBeGreaterThan(table.rows.length)
      expect(new TextDecoder().decode(tableParquet(table).slice(0, 4))).toBe('PAR1')
    }
  })

  it.each(named.filter(([name]) => ASKED[name]?.counts !== undefined))(
    '%s lists as many people as it counts',
    async (name, one) => {
      const answered = await one.answer(alder(), asking(name) as never)
      const counts = ASKED[name]?.counts?.(answered.body as never) ?? []
      expect(counts.length).toBeGreaterThan(0)
      // Of thousands of numbers, so many evenly.
      const some = counts.filter((_, at) => at % Math.ceil(counts.length / 300) === 0)
      const wrong: unknown[] = []
      for (const [of, count] of some) {
        const listed = (await answered.people?.(of))?.length
        if (listed !== count) wrong.push([of, count, listed])
      }
      expect(wrong).toEqual([])
    },
  )

  it.each(named)('%s tells every number that it estimates with its interval', async (name, one) => {
    const { body } = await one.answer(alder(), asking(name) as never)
    const bare = new Set(barely(JSON.parse(JSON.stringify(body)) as object))
    expect([...bare].filter((at) => !(WITHOUT_INTERVAL[name] ?? []).includes(at)).sort()).toEqual([])
  })

  it.each(named)('%s refuses a list of people that it does not have', async (name, one) => {
    const asked = asking(name)
    await expect(ask(one, alder(), asked, 'nobody:at:all')).rejects.toThrow('unknown-people')
  })
})

/** Says everything as it is: what is asked here is which numbers there are, not how they read. */
const plainly = new Proxy({}, { get: () => (one: unknown) => String(one) }) as Telling

/** Whom a cell of a screen says that it lists, and how many it says they are. */
const listed = (cell: Cell): Counts => {
  switch (cell.kind) {
    case 'text':
    case 'said':
    case 'person':
      return []
    case 'count':
      return cell.of === undefined ? [] : [[cell.of, cell.people ?? cell.count]]
    case 'plain':
      return cell.of === undefined ? [] : [[cell.of, cell.people ?? Number.NaN]]
    case 'estimate':
      return cell.of === undefined ? [] : [[cell.of, cell.people ?? cell.estimate.n]]
    case 'rate':
      return [
        ...(cell.of === undefined ? [] : [[cell.of, cell.rate.num] as const]),
        ...(cell.among === undefined ? [] : [[cell.among, cell.rate.den] as const]),
      ]
  }
}

describe('every number on a screen', () => {
  const screens = CATALOGUE.flatMap((entry) => {
    // What a map's own view answers is asked of events as they are by an analysis of its own.
    const load = 'load' in entry ? entry.load : entry.raw
    return load ? [[entry.name, { load }] as const] : []
  })
  it.each(screens)('%s says what it is, and lists as many people as it says', async (name, { load }) => {
    const one = ANALYSES.find((analysis) => analysis.name === name)
    const [screen, answered] = [await load(), await one?.answer(alder(), asking(name) as never)]
    const tables = screen.tables(answered?.body, plainly, (ASKED[name]?.options ?? {}) as never)
    expect(tables.length).toBeGreaterThan(0)
    const counts: (readonly [of: string, count: number])[] = []
    for (const { columns, rows, name: table } of tables)
      for (const row of rows)
        row.forEach((cell, at) => {
          if (cell.kind !== 'text' && cell.kind !== 'person')
            expect(columns[at]?.means, `${table}: ${columns[at]?.title}`).toBeDefined()
          counts.push(...listed(cell))
        })
    for (const { name: figure, cell, means } of screen.figures?.(
      answered?.body,
      plainly,
      (ASKED[name]?.options ?? {}) as never,
    ) ?? []) {
      expect(means, `above the picture: ${figure}`).toMatch(/^measure\./)
      counts.push(...listed(cell))
    }
    const some = counts.filter((_, at) => at % Math.ceil(counts.length / 200) === 0)
    const wrong: unknown[] = []
    for (const [of, count] of some) {
      const people = (await answered?.people?.(of))?.length
      if (people !== count) wrong.push([of, count, people])
    }
    expect(wrong).toEqual([])
    const said = screen.headline?.(answered?.body, plainly, (ASKED[name]?.options ?? {}) as never)
    expect(said, 'what it says first').toMatch(/headline|said|none/)
  })
})

describe('a result as a file', () => {
  const table = {
    name: 'one',
    title: { fr: '', en: '' },
    columns: [
      { key: 'who', kind: 'text' as const, title: { fr: '', en: '' } },
      { key: 'rate', kind: 'rate' as const, title: { fr: '', en: '' } },
    ],
    rows: [
      ['=Karim', { value: 0.5, num: 1, den: 2, n: 2, low: 0.1, high: 0.9 }],
      ['Claire', null],
    ],
  }
  it('keeps numbers with their proof, and neutralises what starts like a formula', () => {
    expect(tableCsv(table)).toBe(
      "who,rate,rate_num,rate_den,rate_low,rate_high\n'=Karim,0.5,1,2,0.1,0.9\nClaire,,,,,\n",
    )
    expect(tableCsv(table, true)).toContain('\n=Karim,')
    expect(flatten(table).map(({ name }) => name)).toHaveLength(6)
  })
  it('is refused where no table is so called', () => {
    expect(() => tableNamed([table], 'two')).toThrow('unknown-table')
    expect(tableNamed([table], undefined)).toBe(table)
  })
})
