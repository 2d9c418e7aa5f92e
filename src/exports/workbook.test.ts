import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { takeAway, type Wanted } from '../cli/take-away.ts'
import { takeAwayInThread } from '../cli/take-away-in-thread.ts'
import { orThrow } from '../kernel/index.ts'
import { type JourneyMap, readMap } from '../maps/index.ts'
import { livedForTests, noticedForTests } from '../reports/lived-for-tests.ts'
import { mapWorkbook } from './index.ts'

const example = new URL('../../examples/cuisine/cuisine.yaml', import.meta.url)
const { map } = orThrow(readMap(readFileSync(example, 'utf8'), 'cuisine.yaml'))
const wanted: Wanted = {
  ...{ map, language: 'fr', kind: 'xlsx', size: 'a3', at: Date.UTC(2026, 8, 14) },
  ...{ lived: livedForTests(map), moments: noticedForTests, minN: 10 },
}
const folder = mkdtempSync(join(tmpdir(), 'parcours-exports-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The files of a zip, by its central directory. */
const unzipped = (bytes: Uint8Array): Map<string, string> => {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const files = new Map<string, string>()
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    const [method, size, name] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)]
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const content = zip.subarray(from, from + size)
    files.set(
      zip.toString('utf8', at + 46, at + 46 + name),
      (method === 8 ? inflateRawSync(content) : content).toString('utf8'),
    )
    at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return files
}

describe('a map as a workbook', () => {
  it('has the map by stage and lane, every touchpoint, what was lived, and what it is of', () => {
    const names = mapWorkbook(wanted).map(({ name }) => name)
    expect(names).toEqual([
      ...[
        'Carte',
        'Points de contact',
        'Étapes vécues',
        'Points vécus',
        'Hors carte',
        'Écarts',
        'Moments clés',
        'À propos',
      ],
    ])
    expect(mapWorkbook({ map, language: 'en' }).map(({ name }) => name)).toEqual([
      ...['Map', 'Touchpoints', 'Key moments', 'About'],
    ])
  })

  it('has rows as wide as its headings, one a touchpoint', () => {
    for (const { name, rows, widths } of mapWorkbook(wanted))
      for (const row of rows) expect(row.length, name).toBe(widths.length)
    const touchpoints = mapWorkbook(wanted)[1]
    expect(touchpoints?.rows).toHaveLength(map.touchpoints.length + 1)
  })

  it('runs no formula that a text would be', () => {
    const first = map.touchpoints[0]
    const hostile: JourneyMap = {
      ...map,
      title: '=HYPERLINK("https://evil.example")',
      touchpoints: map.touchpoints.map((one) => (one === first ? { ...one, title: '@SUM(A1)' } : one)),
    }
    const cells = mapWorkbook({ map: hostile, language: 'fr' }).flatMap(({ rows }) => rows.flat())
    const texts = cells.filter((cell): cell is string => typeof cell === 'string')
    expect(texts.filter((text) => /^[=+\-@]/.test(text))).toEqual([])
    expect(texts).toContain("'@SUM(A1)")
  })

  it('leaves empty what rests on too few', () => {
    const lived = livedForTests(map, 9)
    const rates = mapWorkbook({ ...wanted, lived })[2]
      ?.rows.slice(1)
      .map((row) => row[4])
    expect(rates?.every((cell) => cell === null)).toBe(true)
  })
})

describe('the file', () => {
  it('opens: real numbers in per cent and days, headings frozen, letters whole', async () => {
    const files = unzipped((await takeAway(wanted)).bytes)
    const workbook = files.get('xl/workbook.xml') ?? ''
    expect([...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toContain('Étapes vécues')
    const stages = files.get('xl/worksheets/sheet3.xml') ?? ''
    expect(stages).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(stages).toMatch(/<c r="E2"[^>]*><v>0\.\d+<\/v><\/c>/)
    expect(files.get('xl/styles.xml')).toContain('0.0%')
    expect([...files.values()].join('')).toContain('Rendez-vous de conception')
    expect([...files.keys()].filter((name) => /vba|externalLink/.test(name))).toEqual([])
  })

  it('is the same from a thread, as the api makes it', async () => {
    for (const kind of ['png', 'pdf', 'xlsx'] as const) {
      const [here, there] = [await takeAway({ ...wanted, kind }), await takeAwayInThread({ ...wanted, kind })]
      expect(there.sheets, kind).toBe(here.sheets)
      const [a, b] = kind === 'xlsx' ? [unzipped(here.bytes), unzipped(there.bytes)] : [here.bytes, there.bytes]
      if (kind === 'xlsx') (a as Map<string, string>).delete('docProps/core.xml')
      if (kind === 'xlsx') (b as Map<string, string>).delete('docProps/core.xml')
      // PDFKit gives each document an identifier of its own.
      if (kind === 'pdf') expect(Math.abs(there.bytes.length - here.bytes.length)).toBeLessThan(64)
      else
        expect(kind === 'xlsx' ? b : Buffer.from(b as Uint8Array).equals(Buffer.from(a as Uint8Array)), kind).toEqual(
          kind === 'xlsx' ? a : true,
        )
    }
  })
})
