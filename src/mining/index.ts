export type { Trace } from './follows.ts'
export { discoverTree } from './inductive-miner.ts'
export { activitiesOf, treeText } from './process-tree.ts'
export { mapOfTree } from './tree-map.ts'
