import { expect, it } from 'vitest'
import { asId, orThrow } from '../kernel/index.ts'
import type { MapRevision } from './map-store.ts'
import { createReading } from './reading.ts'

const revision = (number: number, title: string): MapRevision => ({
  id: 'kitchen',
  revision: number,
  source: new TextEncoder().encode(
    `format: parcours/1\nid: kitchen\ntitle: ${title}\nstages: [{id: s, phase: before, title: S}]\ntouchpoints: []\n`,
  ),
  hash: `hash of ${title}`,
  canonical: '{}',
  at: number,
  by: asId('karim'),
})
const titleOf = (read: ReturnType<typeof createReading>, one: MapRevision, workspace = 'default') =>
  orThrow(read(workspace, one)).map.title

it('reads each revision once, and never one for another', () => {
  const read = createReading(2)
  const [first, second, third] = [revision(1, 'A'), revision(2, 'B'), revision(3, 'C')]
  expect(titleOf(read, first)).toBe('A')
  expect(orThrow(read('default', first)).map).toBe(orThrow(read('default', first)).map)
  expect([second, third, first].map((one) => titleOf(read, one))).toEqual(['B', 'C', 'A'])
  expect(titleOf(read, { ...first, source: revision(1, 'Ailleurs').source, at: 9 }, 'elsewhere')).toBe('Ailleurs')
  expect(read('default', { ...first, source: new TextEncoder().encode('id: x\n'), at: 3 }).ok).toBe(false)
})
