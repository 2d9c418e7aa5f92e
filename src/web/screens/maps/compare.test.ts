import { expect, it } from 'vitest'
import type { JourneyMap } from '../../../maps/index.ts'
import { alignStages } from './align-stages.ts'

const map = (...titles: readonly string[]): JourneyMap => ({
  format: 'parcours/1',
  id: titles.join(),
  title: 'x',
  stages: titles.map((title, at) => ({ id: `${title[0]}${at}`, phase: 'before', title })),
  touchpoints: [],
})

it('puts the stages of one name on one row, and keeps what one map alone has at its place', () => {
  const rows = alignStages([map('Découvrir', 'Choisir', 'Vivre'), map('decouvrir', 'Essayer', 'Choisir')])
  expect(rows.map((row) => row.map((stage) => stage?.title ?? '–'))).toEqual([
    ['Découvrir', 'decouvrir'],
    ['–', 'Essayer'],
    ['Choisir', 'Choisir'],
    ['Vivre', '–'],
  ])
})
