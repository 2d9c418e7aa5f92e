import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parcours, type Running, start } from './program.ts'

interface Answer {
  readonly events: number
  readonly report: string
  readonly url: string | null
  readonly steps: readonly { readonly step: string }[]
}

describe('Claire tries Parcours on a company that does not exist', { timeout: 240_000 }, () => {
  const parent = mkdtempSync(join(tmpdir(), 'parcours-demo-story-'))
  const data = join(parent, 'demo')
  const small = ['--people', '600', '--data', data] as const
  let first: Answer | undefined
  let words = ''
  let served: Running | undefined

  beforeAll(async () => {
    const { code, stdout, stderr } = await parcours('demo', ...small, '--no-serve', '--json')
    expect(code, stderr).toBe(0)
    first = JSON.parse(stdout) as Answer
    words = stderr
  }, 240_000)
  afterAll(async () => {
    served?.child.kill('SIGTERM')
    await served?.told
    rmSync(parent, { recursive: true, force: true })
  })

  it('its answer has the shape of its shipped schema', () => {
    const schema = JSON.parse(readFileSync(new URL('../schemas/demo.schema.json', import.meta.url), 'utf8')) as object
    const valid = new Ajv2020({ allowUnionTypes: true }).compile(schema)
    expect(valid(first), JSON.stringify(valid.errors)).toBe(true)
  })

  it('each step is named as it is done', () => {
    expect(first?.steps.map(({ step }) => step)).toEqual(['check', 'start', 'keep', 'map', 'people', 'report'])
    expect(words).toMatch(/Machine, disk and folder checked.*\n.*Engines started/)
  })

  it('the page is saved, holds the map and what was lived, and needs no network', () => {
    const page = readFileSync(first?.report ?? '', 'utf8')
    expect(page).toContain('Rendez-vous de conception')
    expect(page).toContain('Order Status Asked')
    expect(page).not.toMatch(/(?:src|href)="https?:/)
  })

  it('a second run on the same folder finds the same events again, and adds none', async () => {
    const { stdout } = await parcours('demo', ...small, '--no-serve', '--json')
    expect((JSON.parse(stdout) as Answer).events).toBe(first?.events)
    const counted = await parcours('log', '--data', data, '--json')
    expect((JSON.parse(counted.stdout) as { events: number }).events).toBe(first?.events)
  })

  it('another company is refused in that folder', async () => {
    const { code, stderr } = await parcours('demo', '--people', '700', '--data', data, '--no-serve', '--lang', 'fr')
    expect(code).toBe(1)
    expect(stderr).toContain('demo-of-another-company')
  })

  it('the application opens at the printed address, the report beside it, to whoever has the link, and Ctrl-C leaves nothing running', async () => {
    const demo = start('demo', ...small, '--port', '0', '--json')
    served = demo
    const { url } = JSON.parse((await demo.says(/^\{.*\}$/m)).match(/^\{.*\}$/m)?.[0] ?? '{}') as { url: string }
    expect((await fetch(new URL('/reports/cuisine', url))).status).toBe(401)
    const signedIn = await fetch(url, { redirect: 'manual' })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(signedIn.headers.get('location')).toBe('/')
    const report = await fetch(new URL('/reports/cuisine', url), { headers: { cookie } })
    expect([report.status, await report.text()]).toEqual([200, expect.stringContaining('Rendez-vous de conception')])
    demo.child.kill('SIGINT')
    expect((await demo.told).code).toBe(0)
    expect(existsSync(join(data, 'run'))).toBe(false)
    expect(statSync(join(data, 'cuisine.html')).size).toBeGreaterThan(100_000)
    await expect(fetch(url)).rejects.toThrow()
  })
})
