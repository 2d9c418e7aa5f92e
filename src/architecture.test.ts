import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Room, rooms } from './rooms.ts'

const source = dirname(fileURLToPath(import.meta.url))
const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s*(?:type\s*)?(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g
/** What a file may touch is said by the suffix before `.ts`; without one it is pure. */
const ADAPTER = /\.(?:postgres|clickhouse|memory|node|socket|http|cli|worker|test|contract)\.tsx?$/
const TEST = /\.(?:test|contract)\.ts$/
/** Libraries that compute and touch nothing. */
const PURE_LIBRARIES = new Set([
  'yaml',
  'yjs',
  'fractional-indexing',
  'lib0/decoding',
  'lib0/encoding',
  'saxes',
  'ajv/dist/2020.js',
  'ajv-formats',
  '@sinclair/typebox',
  '@sinclair/typebox/value',
  'temporal-polyfill',
  'libphonenumber-js/max',
])

interface Import {
  readonly from: string
  readonly to: string
}

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
const textOf = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
const imports: Import[] = files.flatMap((file) =>
  [...withoutComments(textOf.get(file) ?? '').matchAll(IMPORT)].map((match) => ({
    from: file,
    to: match[1] ?? match[2] ?? '',
  })),
)
const roomOf = (file: string): Room | undefined => {
  const [first] = relative(source, file).split('/')
  return first !== undefined && first in rooms ? (first as Room) : undefined
}
const local = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: resolve(dirname(from), to) }))
const show = (file: string) => relative(source, file)

describe('the house', () => {
  it('has been read: every room has files, and imports were found, type-only ones too', () => {
    for (const room of Object.keys(rooms))
      expect(
        files.some((file) => roomOf(file) === room),
        room,
      ).toBe(true)
    expect(local.length).toBeGreaterThan(20)
    expect(
      local.some(({ from, to }) => show(from) === 'imports/index.ts' && show(to) === 'imports/event-sink.ts'),
    ).toBe(true)
  })

  it('uses only rooms above', () => {
    const order = Object.keys(rooms)
    for (const [room, { uses }] of Object.entries(rooms))
      for (const used of uses) expect(order.indexOf(used), `${room} uses ${used}`).toBeLessThan(order.indexOf(room))
  })

  it('enters a room only by its door, and only rooms named on its line', () => {
    const wrong = local.filter(({ from, to }) => {
      const [mine, theirs] = [roomOf(from), roomOf(to)]
      if (!theirs || mine === theirs) return false
      // The composition root, the mounts and the tests of engines know adapters by name.
      if (!mine)
        return !TEST.test(from) && !/^(?:main\.ts|cli\/|api\/|server\/)/.test(show(from)) && !to.endsWith('/index.ts')
      const named = (rooms[mine].uses as readonly string[]).includes(theirs)
      // One compiler of conditions for every room that asks the engine (docs/decisions/0006-sql-between-rooms.md).
      if (named && [from, to].every((file) => file.endsWith('.clickhouse.ts'))) return false
      return !(named || TEST.test(from)) || !(to.endsWith('/index.ts') || TEST.test(from))
    })
    expect(wrong.map(({ from, to }) => `${show(from)} -> ${show(to)}`)).toEqual([])
  })

  it('keeps plain files pure: no node:, no clock, no chance, no engine', () => {
    const wrong = files.flatMap((file) => {
      if (!roomOf(file) || ADAPTER.test(file)) return []
      const text = withoutComments(textOf.get(file) ?? '')
      const touched = imports.filter(({ from, to }) => from === file && !to.startsWith('.') && !PURE_LIBRARIES.has(to))
      const calls = /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\./.exec(text)
      return [
        ...touched.map(({ to }) => `${show(file)} imports ${to}`),
        ...(calls ? [`${show(file)} calls ${calls[0]}`] : []),
      ]
    })
    expect(wrong).toEqual([])
  })

  it('reaches the engines from adapters only', () => {
    const wrong = local.filter(
      ({ from, to }) => roomOf(from) && /^(?:storage|cli|api|server)\//.test(show(to)) && !ADAPTER.test(from),
    )
    expect(wrong.map(({ from, to }) => `${show(from)} -> ${show(to)}`)).toEqual([])
  })

  it('has no cycle between files', () => {
    const next = new Map<string, Import[]>()
    for (const edge of local) next.set(edge.from, [...(next.get(edge.from) ?? []), edge])
    const state = new Map<string, 'open' | 'done'>()
    const cycles: string[] = []
    const visit = (file: string, trail: readonly string[]): void => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(file)), file].map(show).join(' -> '))
        return
      }
      state.set(file, 'open')
      for (const { to } of next.get(file) ?? []) visit(to, [...trail, file])
      state.set(file, 'done')
    }
    for (const file of files) visit(file, [])
    expect(cycles).toEqual([])
  })
})
