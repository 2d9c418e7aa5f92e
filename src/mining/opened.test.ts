import { expect, it } from 'vitest'
import type { JourneyMap } from '../maps/index.ts'
import { block, type ProcessTree, SILENT } from './process-tree.ts'
import { mapOfTree } from './tree-map.ts'

const NAMES = [
  'Page Viewed',
  'Advert Seen',
  'Store Visited',
  'Quote Sent',
  'Quote Viewed',
  'Contract Signed',
  'Paid',
  'Delivered',
]
const draft: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  stages: [{ id: 'all', phase: 'before', title: '' }],
  touchpoints: NAMES.map((title, at) => ({ id: `t${at}`, stage: 'all', title, match: [{ event: title }] })),
}
const leaf = (activity: number): ProcessTree => ({ kind: 'activity', activity })

it('a loop around everything is opened into stages, and not one heap of all that happens', () => {
  const way = block('sequence', [leaf(2), block('parallel', [leaf(3), leaf(4)]), leaf(5), leaf(6), leaf(7)])
  const tree = block('loop', [block('choice', [leaf(0), way, leaf(1)]), SILENT])
  const { map, simplified } = mapOfTree(tree, NAMES, draft)
  const stages = map.stages.map(({ id }) =>
    map.touchpoints.filter(({ stage }) => stage === id).map(({ title }) => title),
  )
  expect(stages).toEqual([
    ['Page Viewed', 'Advert Seen'],
    ['Store Visited'],
    ['Quote Sent', 'Quote Viewed'],
    ['Contract Signed', 'Paid', 'Delivered'],
  ])
  expect(map.touchpoints.every(({ need, repeatable }) => need === 'optional' && repeatable === true)).toBe(true)
  expect(simplified).toEqual(['choice: Page Viewed, Advert Seen'])
})
