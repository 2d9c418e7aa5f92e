import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import './program.ts'

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const web = path('dist/web')
const assets = join(web, 'assets')
const page = readFileSync(join(web, 'index.html'), 'utf8')
const router = readFileSync(path('src/web/router.tsx'), 'utf8')

/** What loads before any screen: the page's own scripts and styles, and one language. */
const shell = [
  ...[...page.matchAll(/(?:src|href)="\/assets\/([^"]+\.(?:js|css))"/g)].map(([, name = '']) => name),
  ...readdirSync(assets).filter((name) => /^fr-.*\.js$/.test(name)),
]
const text = (name: string) => readFileSync(join(assets, name), 'utf8')
const kilobytes = (names: readonly string[]) =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name)), { level: 9 }).length, 0) / 1000

describe('the weight of the application', () => {
  it('before any screen is less than 250 kB, compressed', () => {
    expect(shell.length).toBeGreaterThan(3)
    expect(shell.some((name) => name.endsWith('.css'))).toBe(true)
    expect(kilobytes(shell)).toBeLessThan(250)
    expect(kilobytes(shell)).toBeGreaterThan(100)
  })

  it('holds in the shell nothing of what only some screens need', () => {
    const heavy = {
      echarts: 'zrender',
      xyflow: 'react-flow__',
      yjs: 'y-indexeddb',
      'dnd-kit': 'DndContext',
      ajv: 'ajv',
    }
    const found = Object.entries(heavy).filter(([, mark]) => shell.some((name) => text(name).includes(mark)))
    expect(found.map(([library]) => library)).toEqual([])
  })

  it('is split: each route loads its own screen when it is first opened', () => {
    const routes = [...router.matchAll(/path: '([^']+)'/g)].length
    const lazy = [...router.matchAll(/lazyRouteComponent\(\(\) => import\('([^']+)'\)/g)].map(([, file = '']) => file)
    expect(routes).toBeGreaterThan(3)
    expect(lazy).toHaveLength(routes)
    const chunks = readdirSync(assets)
    for (const file of lazy) {
      const name = basename(file, '.tsx')
      expect(
        chunks.some((chunk) => chunk.startsWith(`${name}-`) && !shell.includes(chunk)),
        name,
      ).toBe(true)
    }
  })
})
