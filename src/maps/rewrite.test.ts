import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { orThrow } from '../kernel/index.ts'
import { canonicalForm, type JourneyMap, readMap, rewriteMap } from './index.ts'

const kitchen = `# La carte de Claire
format: parcours/1
id: kitchen   # jamais renommée
title: {fr: 'Acheter une cuisine', en: Buying}

stages:
  # on commence ici
  - {id: discover, phase: before, title: Découvrir, expected: P10D}
  - id: meet
    phase: during
    title: "Rencontrer"   # le magasin de Lille
touchpoints:
  - id: search
    stage: discover
    title: Chercher
  # la visite compte le plus
  - id: visit
    title: Visiter
    stage: meet
    channels: [web, store]
`
const mapOf = (text: string): JourneyMap => orThrow(readMap(text, 'kitchen.yaml')).map
const changed = (text: string, change: (map: JourneyMap) => JourneyMap) => {
  const map = change(mapOf(text))
  const written = rewriteMap(text, map)
  expect(canonicalForm(mapOf(written))).toBe(canonicalForm(map))
  return written
}

describe('a map written back to its file', () => {
  it('is the same text where nothing changed', () => {
    expect(rewriteMap(kitchen, mapOf(kitchen))).toBe(kitchen.replaceAll('   #', ' #'))
  })
  it('changes one line where one text changed', () => {
    const written = changed(kitchen, (map) => ({
      ...map,
      stages: map.stages.map((stage) => (stage.id === 'meet' ? { ...stage, title: 'Se voir' } : stage)),
    }))
    const differing = written
      .split('\n')
      .filter((line, index) => line !== kitchen.replaceAll('   #', ' #').split('\n')[index])
    expect(differing).toEqual(['    title: "Se voir" # le magasin de Lille'])
  })
  it('moves a touchpoint with its comment and its order of keys', () => {
    const written = changed(kitchen, (map) => ({ ...map, touchpoints: map.touchpoints.toReversed() }))
    expect(written).toMatch(/# la visite compte le plus\n {2}- id: visit\n {4}title: Visiter\n {4}stage: meet/)
    expect(written.indexOf('id: visit')).toBeLessThan(written.indexOf('id: search'))
  })
  it('adds and leaves out fields in their place', () => {
    const written = changed(kitchen, (map) => ({
      ...map,
      stages: [...map.stages, { id: 'live', phase: 'after', title: 'Vivre' }],
      touchpoints: map.touchpoints.map(({ channels: _channels, ...rest }) => ({ ...rest, kind: 'action' as const })),
    }))
    expect(written).toContain('# on commence ici')
    expect(written).not.toContain('channels')
  })
  it('unfolds what an alias repeated, so that one place changes alone', () => {
    const text = kitchen.replace('channels: [web, store]', 'levers: {advice: &a {aimed: 4}, emotion: *a}')
    const written = changed(text, (map) => ({
      ...map,
      touchpoints: map.touchpoints.map((each) =>
        each.levers ? { ...each, levers: { ...each.levers, advice: { aimed: 5 } } } : each,
      ),
    }))
    expect(written).toContain('aimed: 5')
    expect(written).toContain('aimed: 4')
  })
  it('stays JSON where it was', () => {
    const json = JSON.stringify(mapOf(kitchen))
    expect(JSON.parse(changed(json, (map) => ({ ...map, title: 'Cuisine' })))).toMatchObject({ title: 'Cuisine' })
  })
  it('says every example and template as it was', () => {
    const files = readdirSync('examples', { recursive: true, encoding: 'utf8' })
      .map((name) => `examples/${name}`)
      .filter((file) => file.endsWith('.yaml') && readFileSync(file, 'utf8').includes('parcours/1'))
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
      const written = rewriteMap(text, mapOf(text))
      expect(canonicalForm(mapOf(written))).toBe(canonicalForm(mapOf(text)))
      const comments = (each: string) => [...each.matchAll(/(?:^|\s)#.*$/gm)].map(([comment]) => comment.trim())
      expect(comments(written)).toEqual(comments(text))
      const lines = (each: string) => new Set(each.split('\n'))
      const lost = [...lines(text)].filter((line) => !lines(written).has(line))
      expect(lost.length, `${file}\n${lost.slice(0, 5).join('\n')}`).toBeLessThan(text.split('\n').length / 50 + 1)
    }
  })
})
