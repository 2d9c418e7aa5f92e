import { expect, it } from 'vitest'
import type { ListedMap } from '../../maps/use-maps.ts'
import { ancestorsOf } from './ancestors.ts'

const listed = (id: string, journey?: string): ListedMap => ({
  id,
  title: id,
  revision: 1,
  status: 'draft',
  at: '2026-09-14',
  ...(journey !== undefined && { parent: { journey } }),
})

it('leads from the widest map down to the one above', () => {
  const maps = [listed('life'), listed('kitchen', 'life'), listed('other')]
  expect(ancestorsOf(maps, { journey: 'kitchen' }).map(({ id }) => id)).toEqual(['life', 'kitchen'])
  expect(ancestorsOf(maps, undefined)).toEqual([])
  expect(ancestorsOf(maps, { journey: 'gone' })).toEqual([])
})
it('ends where maps stand in a circle', () => {
  const maps = [listed('a', 'b'), listed('b', 'a')]
  expect(ancestorsOf(maps, { journey: 'a' }).map(({ id }) => id)).toEqual(['b', 'a'])
})
