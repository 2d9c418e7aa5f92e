import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, describe, expect, it } from 'vitest'
import { csv8, csvOfInstances, xes } from './logs.ts'
import { figure, machine, ratiosOf } from './result.ts'
import { watched } from './watched.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('what is measured', () => {
  it('is told as a median with its spread, even or odd', () => {
    expect(figure('x', 's', [3, 1, 2])).toMatchObject({ median: 2, low: 1, high: 3 })
    expect(figure('x', 's', [4, 1, 2, 3]).median).toBe(2.5)
  })

  it('is divided by the peer where both have the figure', () => {
    const ours = [figure('import', 's', [4]), figure('only ours', 's', [1])]
    expect(ratiosOf(ours, [figure('import', 's', [2])])).toEqual([{ name: 'import', ratio: 2 }])
  })

  it('has the shape of its schema', () => {
    const schema = JSON.parse(readFileSync(new URL('../schemas/bench.schema.json', import.meta.url), 'utf8')) as object
    const result = { bench: 'import-csv', what: '', size: { events: 1 }, peer: null, ratios: [], machine: machine() }
    const valid = new Ajv2020().compile(schema)
    expect(valid([{ ...result, ours: [figure('import', 's', [4])] }])).toBe(true)
    expect(valid([{ ...result, ours: [{ name: 'import' }] }])).toBe(false)
  })

  it('counts the memory of what a command starts, too', async () => {
    const eat = `Buffer.alloc(150e6, 1); setTimeout(() => {}, 1500)`
    const both = `import { spawn } from 'node:child_process'
      spawn(process.execPath, ['-e', ${JSON.stringify(`globalThis.eaten = ${eat}`)}]); globalThis.eaten = ${eat}`
    const script = join(folder, 'eat.mjs')
    writeFileSync(script, both)
    const { peakMB, seconds, cpuSeconds } = await watched([script])
    expect(cpuSeconds).toBeGreaterThan(0.05)
    expect(seconds).toBeGreaterThan(1.4)
    expect(peakMB).toBeGreaterThan(290)
  })
})

describe('the logs that are measured on', () => {
  it('have the events asked for, one a line, in eight columns', async () => {
    const log = await csv8(join(folder, 'eight.csv'), 3000)
    const lines = readFileSync(log.file, 'utf8').trimEnd().split('\n')
    expect([log.events, lines.length]).toEqual([3000, 3001])
    for (const line of lines) expect(line.split(',')).toHaveLength(8)
  })

  it('have whole projects of about twenty events', async () => {
    const { events } = await csvOfInstances(join(folder, 'projects.csv'), 200)
    expect(events / 200).toBeGreaterThan(17)
    expect(events / 200).toBeLessThan(25)
  })

  it('close every trace that they open', async () => {
    const text = readFileSync((await xes(join(folder, 'log.xes'), 500)).file, 'utf8')
    expect(text.match(/<event>/g)).toHaveLength(500)
    expect(text.match(/<trace>/g)?.length).toBe(text.match(/<\/trace>/g)?.length)
  })
})
