import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { orThrow } from '../kernel/index.ts'
import { type JourneyMap, readMap } from '../maps/index.ts'
import { mapTable } from './map-table.ts'
import type { Mark } from './marks.ts'
import { pdfOf } from './pdf.node.ts'
import { pngOf } from './png.node.ts'
import { drawMap } from './sheet.ts'
import { svgOf } from './svg.ts'
import { mapPage } from './table.ts'
import { typefaceMeasure } from './typeface.node.ts'
import { wrap } from './wrap.ts'

const example = join(dirname(fileURLToPath(import.meta.url)), '../../examples/cuisine/cuisine.yaml')
const kitchen = orThrow(readMap(readFileSync(example, 'utf8'), example)).map
const measure = typefaceMeasure()
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

const small = (title: string): JourneyMap => ({
  format: 'parcours/1',
  id: 'lille',
  title,
  objectives: [{ text: title }],
  perimeter: { personas: [title] },
  channels: { [title]: { kind: 'human', title } },
  stages: [{ id: 'meet', phase: 'during', title, expected: 'P10D' }],
  touchpoints: [
    {
      id: 'visit',
      stage: 'meet',
      title,
      channels: [title],
      experience: [
        { persona: title, thinking: title, feeling: title, emotion: 1, motivations: [title], barriers: [title] },
      ],
      levers: { advice: { aimed: 4, perceived: 2 } },
      moments: [{ kind: 'truth', title }],
      metrics: [{ metric: title, target: 0.3 }],
      backstage: { owner: title, rules: [title], systems: [title] },
    },
  ],
})

const HOSTILE = fc.oneof(
  fc.constantFrom(
    '</title><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    '<!--',
    'constructor',
    '__proto__',
    ']]>',
    '&lt;b&gt;',
    '</style><style>*{display:none}',
    '\u0000\u0007\ud800 {{x}}',
  ),
  fc.string({ unit: 'binary', minLength: 1 }),
)

/** The elements of a well-formed XML text, and all that it says; throws where it is not well formed. */
const readXml = (text: string) => {
  const [elements, said] = [new Set<string>(), [] as string[]]
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => elements.add(name))
  parser.on('text', (words) => said.push(words))
  parser.on('error', (problem) => {
    throw problem
  })
  parser.write(text).close()
  return { elements, said: said.join('') }
}

const texts = (marks: readonly Mark[]): string[] =>
  marks.flatMap((mark) => (mark.kind === 'group' ? texts(mark.marks) : mark.kind === 'text' ? [mark.text] : []))

describe('a map drawn', () => {
  it('says every touchpoint, in both languages, on sheets of A3 in a type that can be read', () => {
    for (const language of ['fr', 'en'] as const) {
      const drawing = drawMap(mapTable(kitchen, language), measure)
      const said = drawing.sheets
        .flatMap((sheet) => texts(sheet.marks))
        .join(' ')
        .replace(/\s+/g, ' ')
      for (const { title } of kitchen.touchpoints)
        expect(said).toContain((typeof title === 'string' ? title : (title[language] ?? '')).replace(/\s+/g, ' '))
      for (const sheet of drawing.sheets) expect([sheet.width, sheet.height]).toEqual([1190.55, 841.89])
    }
  })
  it('never cuts: a map too rich for its paper gets more sheets, then a taller one', () => {
    expect(drawMap(mapTable(kitchen, 'fr'), measure, 'a4').sheets.length).toBeGreaterThan(2)
    const endless = small('Conseil '.repeat(400).trim())
    const [sheet] = drawMap(mapTable(endless, 'fr'), measure, 'a4').sheets
    expect(sheet?.height).toBeGreaterThan(595.28)
  })
  it('is written in French as French is set', () => {
    const said = drawMap(mapTable(kitchen, 'fr'), measure)
      .sheets.flatMap((sheet) => texts(sheet.marks))
      .join('\n')
    expect(said).toContain('14\u00a0jours · max.\u00a0120\u00a0jours')
    expect(said).toContain('«\u00a0On m’écoute.\u00a0»')
    expect(said).not.toMatch(/ [;:!?»%]/)
  })
  it('stays on its sheet', () => {
    const drawing = drawMap(mapTable(kitchen, 'fr'), measure)
    const check = (marks: readonly Mark[], x: number): void => {
      for (const mark of marks)
        if (mark.kind === 'group') check(mark.marks, x + (mark.x ?? 0))
        else if (mark.kind === 'text')
          expect(x + mark.x + measure(mark.text, mark.size, mark.weight)).toBeLessThan(1190)
    }
    for (const sheet of drawing.sheets) check(sheet.marks, 0)
  })
})

describe('lines', () => {
  it('never exceed their width, and lose no letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii', maxLength: 80 }),
        fc.integer({ min: 20, max: 90 }),
        (text, width) => {
          const lines = wrap(text, width, { measure, size: 8, weight: 'regular' })
          for (const line of lines) expect(measure(line, 8, 'regular')).toBeLessThanOrEqual(width)
          const letters = (words: string) => words.replace(/[\s-]/g, '')
          expect(letters(lines.join(''))).toBe(letters(text))
        },
      ),
    )
  })
})

describe('an SVG of a map', () => {
  it('is well formed and holds no script, whatever the map says', () => {
    fc.assert(
      fc.property(HOSTILE, (title) => {
        const { elements } = readXml(svgOf(drawMap(mapTable(small(title), 'fr'), measure)))
        for (const name of elements) expect(['svg', 'title', 'desc', 'rect', 'g', 'path', 'text']).toContain(name)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a page of a map', () => {
  it('is a table with a row header for each lane and a column header for each touchpoint', () => {
    const page = mapPage(mapTable(kitchen, 'fr'), { sha256 })
    expect(page.match(/<th scope="col" /g)).toHaveLength(kitchen.touchpoints.length)
    expect(page.match(/<th scope="row" /g)?.length).toBeGreaterThan(8)
    const { elements } = readXml(
      page
        .replace('<!doctype html>', '')
        .replace(/<meta [^>]*>/g, '')
        .replace(/<col [^>]*>/g, ''),
    )
    expect(elements.has('table')).toBe(true)
  })
  it('allows no script and its own style only', () => {
    const page = mapPage(mapTable(kitchen, 'fr'), { sha256 })
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    expect(page).toContain(`style-src &#39;sha256-${sha256(style)}&#39;`)
    expect(page).toContain('default-src &#39;none&#39;')
    expect(page).not.toMatch(/ style="|<script|https?:/)
  })
  it('shows hostile texts as texts', () => {
    fc.assert(
      fc.property(HOSTILE, (title) => {
        const page = mapPage(mapTable(small(title), 'en'), { sha256 })
        expect(page.match(/<style>/g)).toHaveLength(1)
        expect(page).not.toMatch(/<script|<img|<!--/i)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a PDF of a map', () => {
  it('holds real text, its typeface, its title and the tags of a table', async () => {
    const file = await pdfOf(drawMap(mapTable(kitchen, 'fr'), measure), new Date('2026-09-14T10:00:00Z'))
    const raw = file.toString('latin1')
    expect(raw.startsWith('%PDF-1.7')).toBe(true)
    expect(raw).toContain('/FontFile2')
    expect(raw).toContain('/MarkInfo')
    for (const tag of ['H1', 'Table', 'TR', 'TH', 'TD', 'Figure']) expect(raw).toContain(`/S /${tag}\n`)
    expect(raw).toContain('/Lang (fr-FR)')
  })
  it.skipIf(!hasPoppler())('reads as the map does (where pdftotext is installed)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parcours-pdf-'))
    const file = join(folder, 'map.pdf')
    writeFileSync(file, await pdfOf(drawMap(mapTable(kitchen, 'fr'), measure), new Date('2026-09-14T10:00:00Z')))
    const said = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
    rmSync(folder, { recursive: true })
    for (const words of [
      'Acheter et faire poser sa cuisine',
      'Prise de rendez-vous',
      'Courbe d’émotion',
      '« On m’écoute. »',
    ])
      expect(said).toContain(words)
  })
})

describe('a PNG of a map', () => {
  it('is 192 dots an inch wide', () => {
    const file = pngOf(drawMap(mapTable(small('Claire au magasin de Lille'), 'fr'), measure))
    expect(file.subarray(1, 4).toString()).toBe('PNG')
    expect(file.readUInt32BE(16)).toBe(Math.ceil(1190.55 * (192 / 72)))
  })
})

function hasPoppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
