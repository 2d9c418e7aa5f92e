import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parcours, type Running, start } from './program.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const cuisine = join(repository, 'examples', 'cuisine', 'cuisine.yaml')
const ajv = new Ajv2020({ allowUnionTypes: true })
formats.default(ajv)

/** What is wrong with an answer by the schema that is shipped for it; empty where nothing is. */
const against = (schema: string, text: string): string => {
  const path = join(repository, 'schemas', `${schema}.schema.json`)
  const shipped = JSON.parse(readFileSync(path, 'utf8')) as { readonly $id: string }
  const valid = ajv.getSchema(shipped.$id) ?? ajv.compile(shipped)
  return valid(JSON.parse(text)) ? '' : ajv.errorsText(valid.errors)
}

// Each answer is a process of its own, one after the other: on a busy machine that takes its time.
describe('what programs read is stable: every answer with --json has the shape of its shipped schema', {
  timeout: 240_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-json-'))
  const data = join(folder, 'data')
  let server: Running | undefined
  let started = ''

  const answers = async (schema: string, ...args: readonly string[]) => {
    const { stdout, stderr, code } = await parcours(...args, '--data', data, '--json')
    expect(code, stderr).toBe(0)
    expect(against(schema, stdout)).toBe('')
  }

  beforeAll(async () => {
    server = start('start', '--port', '0', '--data', data, '--json')
    started = (await server.says(/^\{.*\}$/m)).match(/^\{.*\}$/m)?.[0] ?? ''
    const interactions = ['client,quand,quoi,canal', 'Claire,2025-03-03T10:00:00Z,Page Viewed,web']
    interactions.push('Claire,2025-03-04T09:00:00Z,Store Visited,store', 'Karim,hier,Store Visited,store')
    writeFileSync(join(folder, 'lille.csv'), `${interactions.join('\n')}\n`)
    writeFileSync(join(folder, 'other.yaml'), readFileSync(cuisine, 'utf8').replace('window: P400D', 'window: P300D'))
  })
  afterAll(async () => {
    server?.child.kill('SIGTERM')
    await server?.told
    rmSync(folder, { recursive: true })
  })

  it('of the server: start, link', async () => {
    expect(against('start', started)).toBe('')
    await answers('link', 'link')
  })

  it('of maps: check, push, list, history, pull, publish, archive, diff, export, render', async () => {
    await answers('map-check', 'map', 'check', cuisine)
    await answers('map-push', 'map', 'push', cuisine)
    await answers('map-publish', 'map', 'publish', 'cuisine')
    await answers('map-list', 'map', 'list')
    await answers('map-history', 'map', 'history', 'cuisine')
    await answers('map-pull', 'map', 'pull', 'cuisine')
    await answers('map-publish', 'map', 'archive', 'cuisine')
    await answers('map-diff', 'map', 'diff', cuisine, join(folder, 'other.yaml'))
    await answers('map-export', 'map', 'export', cuisine, '--to', 'mermaid')
    await answers('map-render', 'map', 'render', cuisine, '-o', join(folder, 'cuisine.svg'))
  })

  it('of sources: add, list, rotate, remove', async () => {
    await answers('source', 'source', 'add', 'boutique-lille', '--trust', 'server', '--kinds', 'loyalty,email')
    await answers('source-list', 'source', 'list')
    await answers('source', 'source', 'rotate', 'boutique-lille')
    await answers('source-remove', 'source', 'remove', 'boutique-lille')
  })

  it('of interactions: import, log', async () => {
    const columns = ['--profile', 'client', '--time', 'quand', '--event', 'quoi', '--channel', 'canal']
    await answers('import', 'import', join(folder, 'lille.csv'), '--source', 'lille', ...columns)
    await answers('log', 'log', '--source', 'lille')
  })

  it('of journeys: lived, moments, report', async () => {
    await answers('lived', 'lived', cuisine, '--source', 'lille')
  })

  it('of a refusal: said on stderr in words, on stdout as JSON, with exit code 1', async () => {
    const { stdout, code } = await parcours('map', 'check', join(folder, 'nothing.yaml'), '--json')
    expect([code, against('map-check', stdout)]).toEqual([1, ''])
    const refused = await parcours('lived', 'nothing', '--data', data, '--json')
    expect([refused.code, against('refusal', refused.stdout)]).toEqual([1, ''])
    expect(refused.stderr).toContain('→')
  })
})
