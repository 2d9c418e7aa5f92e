import { describe, expect, it } from 'vitest'
import { asTree, isStale, kept, ranked } from './order.ts'
import { comparedIn, portfolioView } from './portfolio-view.ts'
import type { Entry } from './use-portfolio.ts'

const NOW = Date.UTC(2026, 8, 14)
const entry = (id: string, extra: Partial<Entry> = {}): Entry => ({
  id,
  title: id,
  revision: 1,
  approved: null,
  status: 'draft',
  at: '2026-09-01T00:00:00.000Z',
  state: 'current',
  level: 'journey',
  parent: null,
  personas: [],
  personaTitles: {},
  channels: ['web'],
  stages: [],
  owner: null,
  ...extra,
})
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id)

describe('the portfolio', () => {
  it('shows a part under what it is a part of, and loses nobody', () => {
    const all = [
      entry('return', { parent: 'buy' }),
      entry('life', { level: 'lifecycle' }),
      entry('buy', { parent: 'life' }),
      entry('lost', { parent: 'nowhere' }),
      entry('a', { parent: 'b' }),
      entry('b', { parent: 'a' }),
    ]
    expect(asTree(all).map(({ entry: { id }, depth }) => `${depth} ${id}`)).toEqual([
      '0 life',
      '1 buy',
      '2 return',
      '0 lost',
      '0 a',
      '1 b',
    ])
  })
  it('finds a map by its title without its accents, by its owner, and hides what is archived until asked', () => {
    const all = [
      entry('x', { title: 'Créer un compte' }),
      entry('y', { owner: { owner: 'Léa', at: '' } }),
      entry('z', { status: 'archived' }),
    ]
    expect(ids(kept(all, { text: 'creer' }, NOW))).toEqual(['x'])
    expect(ids(kept(all, { owner: 'Léa' }, NOW))).toEqual(['y'])
    expect(ids(kept(all, {}, NOW))).toEqual(['x', 'y'])
    expect(ids(kept(all, { status: 'archived' }, NOW))).toEqual(['z'])
  })
  it('says which maps nobody has touched for half a year', () => {
    const old = entry('old', { at: '2026-01-01T00:00:00.000Z' })
    expect([isStale(old, NOW), isStale(entry('new'), NOW)]).toEqual([true, false])
    expect(ids(kept([old, entry('new')], { stale: true }, NOW))).toEqual(['old'])
  })
  it('ranks by a figure, the highest first, what is not known last', () => {
    const figures = (instances: number) => ({ instances }) as never
    const all = [entry('a'), entry('b'), entry('c')]
    expect(
      ids(
        ranked(
          all,
          'instances',
          new Map([
            ['a', figures(3)],
            ['c', figures(9)],
          ]),
        ),
      ),
    ).toEqual(['c', 'a', 'b'])
  })
  it('reads its address, and leaves aside what it does not know', () => {
    expect(portfolioView({ as: 'table', rank: 'success', stale: 'true', text: '', who: 'x' })).toEqual({
      as: 'table',
      rank: 'success',
      stale: true,
    })
    expect(comparedIn({ of: 'a,b@3,,c,d,e' })).toEqual([
      { id: 'a' },
      { id: 'b', revision: 3 },
      { id: 'c' },
      { id: 'd' },
    ])
  })
})
