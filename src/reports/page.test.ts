import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { Lived } from '../journeys/index.ts'
import { orThrow } from '../kernel/index.ts'
import { type JourneyMap, readMap } from '../maps/index.ts'
import { livedForTests, noticedForTests } from './lived-for-tests.ts'
import { reportPage } from './page.ts'
import { PAGE_SCRIPT } from './page-script.ts'
import type { ReportInput } from './view.ts'
import { DEFINITIONS, PAGE_WORDS } from './words.ts'

const here = dirname(fileURLToPath(import.meta.url))
const example = join(here, '../../examples/cuisine/cuisine.yaml')
const kitchen = orThrow(readMap(readFileSync(example, 'utf8'), example)).map
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')
const report = (change: Partial<ReportInput> = {}) =>
  reportPage(
    { map: kitchen, lived: livedForTests(kitchen, 900), moments: noticedForTests, minN: 10, language: 'fr', ...change },
    { sha256 },
  )

/** The page as XML: it is written so that it is one, but for the doctype and the void elements. */
const elementsOf = (page: string): Map<string, number> => {
  const elements = new Map<string, number>()
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => elements.set(name, (elements.get(name) ?? 0) + 1))
  parser.on('error', (problem) => {
    throw problem
  })
  const closed = page
    .replace('<!doctype html>', '')
    .replace(/<meta [^>]*>/g, '')
    .replace(PAGE_SCRIPT, '')
    .replace(/ (hidden|data-theme-switch)(?=[ >])/g, '')
  parser.write(closed).close()
  return elements
}

const hostile = fc.constantFrom(
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title><svg onload=alert(1)>',
  '<!-- -->',
  '\u2028</style>',
  'constructor',
  '__proto__',
  '&amp;<b>',
)

/** The kitchen's map and what was lived, every text of a person's replaced. */
const poisoned = (text: string): Partial<ReportInput> => {
  const map: JourneyMap = {
    ...kitchen,
    title: text,
    objectives: [{ text, metric: text, target: 0.2 }],
    perimeter: { personas: [text], offers: [text] },
    channels: { [text]: { kind: 'human', title: text } },
    stages: kitchen.stages.map((stage) => ({ ...stage, title: text })),
    touchpoints: kitchen.touchpoints.map((each) => ({
      ...each,
      title: text,
      moments: [{ kind: 'truth', title: text }],
    })),
  }
  const lived: Lived = {
    ...livedForTests(map, 60),
    asOf: text,
    offMap: [
      {
        event: text,
        channel: text,
        events: 90,
        instances: 40,
        after: text,
        before: text,
        lift: 2,
        liftLow: 1.6,
        liftHigh: 2.5,
      },
    ],
  }
  return { map, lived, filters: [text], moments: noticedForTests.map((moment) => ({ ...moment, event: text })) }
}

describe('the page of a report', () => {
  it('is well formed, in both languages, with one table of the map in each', () => {
    const page = report()
    const elements = elementsOf(page)
    expect(elements.get('h1')).toBe(2)
    expect(elements.get('script')).toBe(2)
    expect(page.match(/<table class="grid /g)).toHaveLength(2)
    for (const { title } of kitchen.stages) expect(page).toContain(`>${typeof title === 'string' ? title : title.en}<`)
  })

  it('can be made of a journey that nobody has lived yet', () => {
    const elements = elementsOf(report({ lived: livedForTests(kitchen, 0), moments: [] }))
    expect(elements.get('h1')).toBe(2)
  })

  it('takes no text of a map or of data for markup', () => {
    const plain = elementsOf(report(poisoned('Claire')))
    fc.assert(
      fc.property(hostile, (text) => {
        const page = report(poisoned(text))
        const elements = elementsOf(page)
        // Long names are folded in more lines.
        elements.set('tspan', plain.get('tspan') ?? 0)
        expect(elements).toEqual(plain)
        expect(page).not.toContain(text.startsWith('<') || text.startsWith('"') ? text : '\u0000')
      }),
      { numRuns: 8 },
    )
  })

  it('runs its own script and style and nothing else, and reaches no network', () => {
    const page = report()
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? ''
    expect(script).toBe(PAGE_SCRIPT)
    expect(page).toContain(`script-src &#39;sha256-${sha256(script)}&#39;`)
    expect(page).toContain(`style-src &#39;sha256-${sha256(style)}&#39;`)
    expect(page).not.toMatch(/ style="| on\w+="|https?:\/\/|url\((?!data:)|@import/)
  })

  it('has an explanation for each of its numbers, in the language of its page', () => {
    const page = report()
    const json = /<script type="application\/json" id="report">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? ''
    const data = JSON.parse(json) as Record<
      'fr' | 'en',
      { explanations: { title: string; rows: unknown[]; meaning: string }[] }
    >
    const [french = '', english = ''] = page.split('<div class="page" lang="en"')
    for (const [part, { explanations }] of [
      [french, data.fr],
      [english, data.en],
    ] as const) {
      const keys = [...part.matchAll(/data-k="(\d+)"/g)].map(([, key]) => Number(key))
      expect(keys.length).toBeGreaterThan(100)
      expect(new Set(keys)).toEqual(new Set(explanations.keys()))
      for (const { title, meaning } of explanations) expect(title && meaning).toBeTruthy()
    }
    expect(french).toContain('La carte conçue')
    expect(english).not.toContain('La carte conçue')
  })
})

describe('small numbers', () => {
  /** Every count of the fixture that is small is 7, which nothing else is. */
  const few = (lived: Lived): Lived => ({
    ...lived,
    offMap: [
      {
        event: 'Order Status Asked',
        channel: 'phone',
        events: 777_777,
        instances: 7,
        after: null,
        before: null,
        lift: 77.77,
        liftLow: 62.22,
        liftHigh: 97.21,
      },
    ],
    touchpoints: lived.touchpoints.map((each) => ({
      ...each,
      instances: 7,
      events: 777_777,
      share: { value: 7 / 77_777, num: 7, den: 77_777, n: 77_777, low: 0.077_77, high: 0.777_7 },
      byChannel: [{ channel: 'web', events: 777_777, instances: 7, designed: true }],
    })),
    satisfaction: [{ metric: 'nps', n: 7, value: 77.7, low: 7.77, high: 77.77 }],
    variants: [
      {
        path: ['website'],
        instances: 7,
        share: { value: 0.777, num: 7, den: 777_777, n: 777_777, low: 0.77, high: 0.78 },
        succeeded: { value: 0.777, num: 7, den: 9, n: 9, low: 0.7, high: 0.8 },
        open: 0,
      },
    ],
  })

  it('never appear, nor what rests on them', () => {
    const page = report({ lived: few(livedForTests(kitchen, 900)) })
    const said = page.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<svg[\s\S]*?<\/svg>/g, '')
    expect(said).not.toMatch(/777|7[.,]77|>7</)
    expect(said).toContain('&lt;\u00a010')
  })

  it('appear where one asks for them', () => {
    const page = report({ lived: few(livedForTests(kitchen, 900, 7, 1)), minN: 1 })
    expect(page).toContain('777\u00a0777')
  })
})

describe('the words of the page', () => {
  const sources = readdirSync(here)
    .filter(
      (name) =>
        name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'words.ts' && !name.includes('for-tests'),
    )
    .map((name) => readFileSync(join(here, name), 'utf8'))
    .join('\n')

  it('are all there in both languages, none forgotten and none left over', () => {
    const used = new Set([...sources.matchAll(/'(\w+)'/g)].map(([, word = '']) => word))
    const asked = [...sources.matchAll(/\bs\.t\('(\w+)'\)/g)].map(([, word = '']) => word)
    expect(Object.keys(PAGE_WORDS).filter((key) => !used.has(key))).toEqual([])
    expect(Object.keys(DEFINITIONS).filter((key) => !used.has(key))).toEqual([])
    expect(asked.filter((word) => !Object.hasOwn(PAGE_WORDS, word))).toEqual([])
    const definitions = Object.values(DEFINITIONS).flatMap(({ term, meaning }) => [term, meaning])
    for (const { fr, en } of [...Object.values(PAGE_WORDS), ...definitions]) {
      expect(fr.trim()).not.toBe('')
      expect(en.trim()).not.toBe('')
    }
  })
})
