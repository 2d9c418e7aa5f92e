import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { csvCell } from '../kernel/index.ts'
import { type JourneyMap, mapCjml, mapCsv, mapMermaid } from './index.ts'

const KITCHEN: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: { fr: 'Acheter une cuisine : le parcours', en: 'Buying a kitchen' },
  perimeter: { personas: ['claire'] },
  stages: [
    { id: 'discover', phase: 'before', title: 'Découvrir' },
    { id: 'decide', phase: 'during', title: 'Section commerciale' },
  ],
  touchpoints: [
    {
      id: 'plan',
      stage: 'decide',
      title: '=HYPERLINK("http://evil")',
      initiator: 'adviser',
      channels: ['store', 'phone'],
    },
    {
      id: 'site',
      stage: 'discover',
      title: { fr: 'Site #1; « L’essai » & <b>', en: 'Site' },
      experience: [{ persona: 'claire', emotion: -2, thinking: '-20 % ?' }],
      levers: { information: { aimed: 5, perceived: 3.5 } },
    },
    { id: 'measure', stage: 'decide', title: 'Prendre les mesures', kind: 'action' },
  ],
}
const rows = (raw: boolean) =>
  parse(mapCsv(KITCHEN, { language: 'fr', raw }), { columns: true }) as Record<string, string>[]

describe('a map as CSV', () => {
  it('has a line per touchpoint in the order of the stages', () => {
    expect(rows(true).map(({ touchpoint }) => touchpoint)).toEqual(['site', 'plan', 'measure'])
    expect(rows(true)[0]).toMatchObject({
      phase: 'before',
      emotion: '-2',
      information_aimed: '5',
      information_perceived: '3.5',
    })
  })
  it('disarms what a spreadsheet would run, and keeps numbers; raw keeps all as it is', () => {
    expect(rows(false)[1]?.title).toBe(`'=HYPERLINK("http://evil")`)
    expect(rows(false)[0]).toMatchObject({ thinking: `'-20 % ?`, emotion: '-2' })
    expect(rows(true)[1]?.title).toBe('=HYPERLINK("http://evil")')
    expect(rows(true)[0]?.thinking).toBe('-20 % ?')
  })
  it('gives back any text, disarmed or raw', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = (raw: boolean) =>
          (parse(`a,${csvCell(text, raw)}\r\n`, { relax_column_count: true }) as string[][])[0]?.[1]
        expect(cell(true)).toBe(text)
        expect(cell(false)).toBe(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
      }),
    )
  })
})

describe('a map as a Mermaid journey', () => {
  it('has a section per stage, and scores from 1 to 5 by emotion', () => {
    expect(mapMermaid(KITCHEN, 'fr').split('\n')).toEqual([
      'journey',
      '  title Acheter une cuisine ∶ le parcours',
      '  section Découvrir',
      '    Site n° 1, « L’essai » & <b>: 1: claire',
      '  section – Section commerciale',
      '    =HYPERLINK("http∶//evil"): 3: Conseiller',
      '    Prendre les mesures: 3: Client',
      '',
    ])
  })
  it('never writes a sign that its grammar would take for its own', () => {
    fc.assert(
      fc.property(fc.string(), (title) => {
        const [first, second, ...tasks] = mapMermaid(
          { ...KITCHEN, touchpoints: [{ id: 'a', stage: 'discover', title }] },
          'fr',
        ).split('\n')
        expect(first).toBe('journey')
        expect(second).toContain('title ')
        expect(tasks[1]).toMatch(/^ {4}[^#:;\n]+: [1-5]: [^#:;\n]+$/)
      }),
    )
  })
})

describe('a map as CJML', () => {
  const read = (xml: string) => {
    const names: string[] = []
    const texts: string[] = []
    const parser = new SaxesParser()
    parser.on('opentag', ({ name }) => void names.push(name))
    parser.on('text', (text) => void (text.trim() && texts.push(text)))
    parser.on('error', (error) => {
      throw error
    })
    parser.write(xml).close()
    return { names, texts }
  }
  it('is a planned journey, well formed, with its phases, actors and touchpoints in order', () => {
    const { names, texts } = read(mapCjml(KITCHEN, 'fr'))
    expect(names.slice(0, 3)).toEqual(['CJML', 'plannedJourney', 'journeyID'])
    expect(names.filter((name) => name.startsWith('planned'))).toEqual([
      'plannedJourney',
      'plannedCommunicationPoint',
      'plannedCommunicationPoint',
      'plannedAction',
    ])
    expect(texts).toContain('Site #1; « L’essai » & <b>')
    expect(texts).toContain('store, phone')
  })
  it('is well formed whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        read(mapCjml({ ...KITCHEN, title: title.toWellFormed() }, 'en'))
      }),
    )
  })
})
