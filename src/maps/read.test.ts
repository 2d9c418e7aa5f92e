import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { mapHash } from './hash.node.ts'
import { canonicalForm, decodeMap, placeOf, pointer, readMap } from './index.ts'

const KITCHEN = `# The kitchen, as the Lille store sells it.
format: parcours/1
id: kitchen
title: {fr: Acheter une cuisine, en: Buying a kitchen}
x-owner: Claire
stages:
  - {id: discover, phase: before, title: Découvrir, expected: P10D}
touchpoints:
  - id: visit
    stage: discover
    title: Visite du magasin de Lille
    match: [{event: Store Visited, where: [{property: store, op: eq, value: lille}]}]
    x-note: {anything: [1, 2]}
`
const refusalOf = (text: string) => {
  const read = readMap(text, 'kitchen.yaml')
  if (read.ok) throw new Error('The map was read')
  return read.refusal
}
const read = (text: string) => {
  const outcome = readMap(text, 'kitchen.yaml')
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}

describe('a map in a file', () => {
  it('is read with the line of each of its parts', () => {
    const { map, positions } = read(KITCHEN)
    expect(map.touchpoints[0]?.match?.[0]?.event).toBe('Store Visited')
    expect(placeOf(positions, 'kitchen.yaml', pointer('touchpoints', 0, 'match'))).toEqual({
      file: 'kitchen.yaml',
      line: 12,
      column: 5,
    })
    expect(placeOf(positions, 'f', pointer('touchpoints', 0, 'channels', 3)).line).toBe(9)
  })
  it('may be JSON, indented with tabs', () => {
    const json = JSON.stringify(read(KITCHEN).map, null, '\t')
    expect(read(json).map).toEqual(read(KITCHEN).map)
  })
  it('may use anchors and aliases with measure', () => {
    const text =
      KITCHEN + '  - {id: call, stage: discover, title: &t Appel}\n  - {id: back, stage: discover, title: *t}\n'
    expect(read(text).map.touchpoints[2]?.title).toBe('Appel')
  })
})

describe('a file that is not a map is refused with its line', () => {
  it.each([
    ['an empty file', '', 'map-empty', undefined],
    ['a list', '- a\n', 'map-empty', 1],
    ['broken YAML', 'format: parcours/1\nid: "kitchen\n', 'map-syntax', 3],
    ['tabs as indentation', 'format: parcours/1\nstages:\n\t- id: a\n', 'map-syntax', 3],
    ['several documents', KITCHEN + '---\nformat: parcours/1\n', 'map-many-documents', 14],
    ['a repeated key', 'format: parcours/1\nid: a\nid: b\n', 'map-duplicate-key', 3],
    ['an unknown alias', 'format: parcours/1\nid: *nowhere\n', 'map-unknown-alias', 2],
    ['a control character', 'format: parcours/1\nid: a\u0000\n', 'map-encoding', 2],
    ['a tag', 'format: parcours/1\nid: !!js/function a\n', 'map-syntax', 2],
    ['an unknown key', KITCHEN + 'colour: red\n', 'schema-unknown-key', 14],
    ['another format', KITCHEN.replace('parcours/1', 'parcours/9'), 'schema-format', 2],
    ['a wrong duration', KITCHEN.replace('P10D', '10 days'), 'schema-value', 7],
    ['a missing title', KITCHEN.replace(/^title.*\n/m, ''), 'schema-missing-key', 2],
  ])('%s', (_, text, code, line) => {
    const refusal = refusalOf(text)
    expect(refusal.code).toBe(code)
    if (line !== undefined) expect(refusal.at).toMatchObject({ file: 'kitchen.yaml', line })
  })

  it('an alias bomb, at once', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
    for (let i = 1; i < 12; i++) {
      const [before, now] = ['abcdefghijkl'[i - 1], 'abcdefghijkl'[i]]
      bomb.push(`${now}: &${now} [${Array(10).fill(`*${before}`).join(', ')}]`)
    }
    expect(refusalOf(bomb.join('\n'))).toMatchObject({ code: 'map-alias-bomb', at: { file: 'kitchen.yaml' } })
  })
  it('an alias inside its own anchor', () => {
    expect(refusalOf('a: &a [*a]').code).toMatch(/map-(?:alias-bomb|unknown-alias)/)
  })
  it('brackets without end, without exhausting the stack', () => {
    expect(refusalOf('a: ' + '['.repeat(100_000)).code).toBe('map-too-deep')
    expect(refusalOf('[{"a":'.repeat(50_000)).code).toBe('map-too-deep')
  })
  it('five million characters', () => {
    expect(refusalOf('# '.repeat(2_500_000)).code).toBe('map-too-large')
  })
  it('names the key that was meant, in the words of the reader', () => {
    const refusal = refusalOf(KITCHEN.replace('expected: P10D', 'expcted: P10D'))
    expect(refusal.remedy).toEqual({ fr: 'Vouliez-vous « expected » ?', en: 'Did you mean "expected"?' })
  })
  it('says one thing for one wrong text, whatever forms a text may take', () => {
    expect(refusalOf(KITCHEN.replace('title: Découvrir', 'title: 12')).what).toEqual({
      fr: '« title » attend un texte, ou un texte par langue ({fr: …, en: …}).',
      en: '"title" takes a text, or a text by language ({fr: …, en: …}).',
    })
  })
})

it('sees that a comma has cut words in two', () => {
  const refusal = refusalOf(KITCHEN.replace('title: Découvrir', 'title: {fr: Chercher, comparer, en: Compare}'))
  expect(refusal).toMatchObject({ code: 'schema-value', at: { line: 7 } })
  expect(refusal.remedy).toMatchObject({ en: 'Inside braces, put a text that has a comma in quotes.' })
})

describe('bytes', () => {
  it('are read as UTF-8 with or without mark, and UTF-16 with its mark', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, 0xe9, 0x00])
    expect(decodeMap(new TextEncoder().encode('\ufeffé'), 'f')).toEqual({ ok: true, value: 'é' })
    expect(decodeMap(utf16, 'f')).toEqual({ ok: true, value: 'é' })
  })
  it('that are not UTF-8 are refused with their line', () => {
    const latin = new Uint8Array([0x61, 0x0a, 0xe9, 0x0a])
    expect(decodeMap(latin, 'f')).toMatchObject({ ok: false, refusal: { code: 'map-encoding', at: { line: 2 } } })
  })
})

describe('the canonical form', () => {
  const shuffled = (value: unknown, seed: number): unknown => {
    if (Array.isArray(value)) return value.map((each) => shuffled(each, seed))
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner, seed)] as const)
    return Object.fromEntries(entries.sort(([a], [b]) => ((a.length * seed) % 7) - ((b.length * seed) % 7)))
  }
  it('does not depend on the order of keys, nor on YAML or JSON, nor on layout', () => {
    const { map } = read(KITCHEN)
    fc.assert(
      fc.property(fc.nat(1000), fc.boolean(), fc.integer({ min: 1, max: 8 }), (seed, json, indent) => {
        const other = shuffled(map, seed)
        const text = json ? JSON.stringify(other, null, indent) : stringify(other, { indent: Math.max(2, indent) })
        expect(canonicalForm(read(text).map)).toBe(canonicalForm(map))
      }),
      { numRuns: 50 },
    )
  })
  it('ends lines with LF and sorts keys', () => {
    const form = canonicalForm(read(KITCHEN.replaceAll('\n', '\r\n')).map)
    expect(form).not.toContain('\r')
    expect(form.startsWith('{\n  "format": "parcours/1",\n  "id": "kitchen",\n  "stages"')).toBe(true)
  })
  it('hashes the design, not where it stands: publishing keeps the hash, a word changes it', () => {
    const { map } = read(KITCHEN)
    expect(mapHash({ ...map, status: 'approved', revision: 4 })).toBe(mapHash(map))
    expect(mapHash({ ...map, title: 'Une cuisine' })).not.toBe(mapHash(map))
    expect(mapHash(map)).toMatch(/^[0-9a-f]{64}$/)
  })
})
