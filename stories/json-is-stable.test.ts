import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandsOf } from '../src/cli/commands.ts'
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

/** Every command that takes --json, by its words: `map check`. */
const commandsWithJson = async (): Promise<string[]> => {
  const program = new Command('parcours')
  for (const add of await commandsOf()) add(program, async () => {})
  const leaves = (command: Command, words: readonly string[]): string[] => {
    const own = command.options.some(({ long }) => long === '--json') ? [words.join(' ')] : []
    return [...own, ...command.commands.flatMap((inner) => leaves(inner, [...words, inner.name()]))]
  }
  return program.commands.flatMap((command) => leaves(command, [command.name()]))
}

/** Sixty buyers, half of whom come back. */
const purchases = (): string => {
  const day = (from: number, days: number) => new Date(Date.UTC(2024, 0, from + days)).toISOString()
  const lines = Array.from({ length: 60 }, (_, who) => {
    const bought = (days: number) => `Client ${who},${day(who, days)},Order Completed,store,${40 + ((who * 7) % 90)}`
    return who % 2 === 0 ? [bought(0)] : [bought(0), bought(20 + who), bought(150 + ((who * 13) % 100))]
  })
  return ['client,quand,quoi,canal,revenue', ...lines.flat()].join('\n')
}

// Each answer is a process of its own, one after the other: on a busy machine that takes its time.
describe('what programs read is stable: every answer with --json has the shape of its shipped schema', {
  timeout: 240_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-json-'))
  const data = join(folder, 'data')
  const file = (name: string) => join(folder, name)
  const answered = new Set<string>()
  let server: Running | undefined
  let started = ''

  const answers = async (command: string, args: readonly string[], schema = command.replace(' ', '-')) => {
    const { stdout, stderr, code } = await parcours(...command.split(' '), ...args, '--data', data, '--json')
    expect(code, stderr).toBe(0)
    expect(against(schema, stdout), command).toBe('')
    answered.add(command)
  }

  beforeAll(async () => {
    server = start('start', '--port', '0', '--data', data, '--json')
    started = (await server.says(/^\{.*\}$/m)).match(/^\{.*\}$/m)?.[0] ?? ''
    const interactions = ['client,quand,quoi,canal', 'Claire,2025-03-03T10:00:00Z,Page Viewed,web']
    interactions.push('Claire,2025-03-04T09:00:00Z,Store Visited,store', 'Karim,hier,Store Visited,store')
    writeFileSync(file('lille.csv'), `${interactions.join('\n')}\n`)
    writeFileSync(file('orders.csv'), `${purchases()}\n`)
    writeFileSync(file('records.csv'), 'id,nom,courriel\n1,Claire Martin,c@x.example\n2,Martin Claire,c@x.example\n')
    writeFileSync(file('other.yaml'), readFileSync(cuisine, 'utf8').replace('window: P400D', 'window: P300D'))
  }, 240_000)
  afterAll(async () => {
    server?.child.kill('SIGTERM')
    await server?.told
    rmSync(folder, { recursive: true })
  })

  it('of the server: start, link', async () => {
    expect(against('start', started)).toBe('')
    answered.add('start')
    await answers('link', [])
  })

  it('of the workspace: its zone, and another', async () => {
    await answers('workspace', [])
    await answers('workspace', ['--zone', 'Europe/Brussels'])
  })

  it('of maps: check, push, publish, list, history, pull, archive, diff, export, render', async () => {
    await answers('map check', [cuisine])
    await answers('map push', [cuisine])
    await answers('map publish', ['cuisine'])
    await answers('map list', [])
    await answers('map history', ['cuisine'])
    await answers('map pull', ['cuisine'])
    await answers('map archive', ['cuisine'], 'map-publish')
    await answers('map diff', [cuisine, file('other.yaml')])
    await answers('map export', [cuisine, '--to', 'mermaid'])
    await answers('map render', [cuisine, '-o', file('cuisine.svg')])
  })

  it('of sources: add, limit, sign, need, list, rotate, remove', async () => {
    const trusted = ['--trust', 'server', '--kinds', 'loyalty,email']
    await answers('source add', ['boutique-lille', ...trusted], 'source')
    await answers('source limit', ['boutique-lille', '--limit', '50'])
    await answers('source sign', ['boutique-lille'])
    await answers('source need', ['boutique-lille', 'measurement'])
    await answers('source list', [])
    await answers('source rotate', ['boutique-lille'], 'source')
    await answers('source remove', ['boutique-lille'])
  })

  it('of webhooks: add, list, test, templates, remove', async () => {
    const example = JSON.parse(readFileSync(join(repository, 'examples/webhooks/aircall.json'), 'utf8')) as {
      readonly body: object
    }
    writeFileSync(file('call.json'), JSON.stringify(example.body))
    await answers('webhook add', ['standard', '--template', 'aircall'])
    await answers('webhook list', [])
    await answers('webhook test', [file('call.json'), '--template', 'aircall'])
    await answers('webhook templates', [])
    await answers('webhook remove', ['standard'])
  })

  it('of deposits: add, list, remove', async () => {
    await answers('deposit add', ['caisses', folder])
    await answers('deposit list', [])
    await answers('deposit remove', ['caisses'])
  })

  it('of segments: add, list, remove, and a question of one', async () => {
    await answers('segment add', ['Lille', '--who', 'store=lille'])
    await answers('segment list', [])
    await answers('activity', ['--segment', 'Lille'])
    await answers('segment remove', ['Lille'])
  })

  it('of what arrives: source tail, a line for each message', async () => {
    const added = await parcours('source', 'add', 'site', '--trust', 'server', '--data', data, '--json')
    const { writeKey } = JSON.parse(added.stdout) as { readonly writeKey: string }
    const { collect } = JSON.parse(started) as { readonly collect: string }
    const tail = start('source', 'tail', 'site', '--data', data, '--json')
    await tail.says(/Messages arrive at|Les messages arrivent/)
    const visit = { writeKey, type: 'track', event: 'Page Viewed', userId: 'claire', messageId: 'm1' }
    const sending = setInterval(() => {
      const body = JSON.stringify({ ...visit, messageId: `m${Math.random()}` })
      void fetch(`${collect}/v1/t`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    }, 200)
    const said = await tail.says(/^\{.*\}$/m).finally(() => clearInterval(sending))
    tail.child.kill('SIGINT')
    await tail.told
    expect(against('source-tail', said.match(/^\{.*\}$/m)?.[0] ?? '')).toBe('')
    answered.add('source tail')
  })

  it('of interactions: import, log, and a map drafted from them', async () => {
    const columns = ['--profile', 'client', '--time', 'quand', '--event', 'quoi', '--channel', 'canal']
    await answers('import', [file('lille.csv'), '--source', 'lille', ...columns])
    await answers('import', [file('orders.csv'), '--source', 'orders', ...columns])
    await answers('log', ['--source', 'lille'])
    await answers('map draft', ['--source', 'lille', '-o', file('drafted.yaml')])
  })

  it('of people: claims, refresh, show, queue, merge, unmerge', async () => {
    await answers('profile claims', ['lille', 'courriel=email'])
    await answers('profile refresh', [])
    await answers('profile show', ['user:Claire'], 'profile')
    await answers('profile search', ['Claire'])
    await answers('profile queue', [])
    await answers('profile trait', ['firstName', 'longest'])
    await answers('profile merge', ['user:Claire', 'user:Client 1'])
    await answers('profile unmerge', ['user:Claire', 'user:Client 1'], 'profile-merge')
  })

  it('of journeys: lived, moments, report', async () => {
    await answers('lived', [cuisine, '--source', 'lille'])
    await answers('lived', [cuisine, '--who', 'store=lille', '--through', 'web', '--period', '30d'])
    await answers('lived', [cuisine, '--source', 'lille', '--people', 'journeys.open'])
    await answers('moments', [cuisine, '--source', 'lille'])
    await answers('report', [cuisine, '--source', 'lille', '-o', file('report.html')])
  })

  it('of analyses, and of what is exported', async () => {
    const orders = ['--source', 'orders']
    await answers('funnel', ['--step', 'Order Completed', '--step', 'Order Completed', '--people', 'step:2', ...orders])
    await answers('paths', ['--start', 'Order Completed', ...orders])
    await answers('variants', ['--cases', 'session', ...orders])
    await answers('flow', ['--people', 'cases', ...orders])
    await answers('times', ['--step', 'Order Completed', '--step', 'Order Completed', ...orders])
    await answers('retention', orders)
    await answers('attribution', orders)
    await answers('value', orders)
    await answers('activity', orders)
    await answers('trends', ['--calendar', 'week', ...orders])
    await answers('discover', orders)
    for (const analysis of ['drivers', 'recommend', 'contacts', 'effectiveness', 'next'])
      await answers(analysis, ['--map', cuisine, '--source', 'lille'])
    await answers('compare', ['--map', cuisine, '--a', 'store=Lille', '--b', 'store=Paris', '--source', 'lille'])
    await answers('export', [cuisine, '--source', 'lille', '-o', file('journeys.xes')])
  })

  it('of records: match', async () => {
    const { stdout, stderr, code } = await parcours('match', file('records.csv'), '--id', 'id', '--json')
    expect([code, code === 0 && against('match', stdout)], stderr).toEqual([0, ''])
    answered.add('match')
  })

  it('of a refusal: said on stderr in words, on stdout as JSON, with exit code 1', async () => {
    const { stdout, code } = await parcours('map', 'check', file('nothing.yaml'), '--json')
    expect([code, against('map-check', stdout)]).toEqual([1, ''])
    const refused = await parcours('lived', 'nothing', '--data', data, '--json')
    expect([refused.code, against('refusal', refused.stdout)]).toEqual([1, ''])
    expect(refused.stderr).toContain('→')
  })

  it('and no command was forgotten; demo and bench have stories of their own', async () => {
    expect((await commandsWithJson()).filter((command) => !answered.has(command))).toEqual(['demo', 'bench'])
  })
})
