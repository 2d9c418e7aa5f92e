/** A block-structured process: activities by code, what is silent, and blocks of parts. A loop's first part is its body. */
export type ProcessTree =
  | { readonly kind: 'activity'; readonly activity: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'sequence' | 'choice' | 'parallel' | 'loop'; readonly parts: readonly ProcessTree[] }

export type Block = 'sequence' | 'choice' | 'parallel' | 'loop'

export const SILENT: ProcessTree = { kind: 'silent' }

/** A block of parts; parts of the same kind are its own, but for a loop. */
export const block = (kind: Block, parts: readonly ProcessTree[]): ProcessTree => {
  const flat = kind === 'loop' ? parts : parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))
  return flat.length === 1 && flat[0] ? flat[0] : { kind, parts: flat }
}

export const activitiesOf = (tree: ProcessTree): number[] =>
  tree.kind === 'activity' ? [tree.activity] : tree.kind === 'silent' ? [] : tree.parts.flatMap(activitiesOf)

const SIGNS = { sequence: '->', choice: 'X', parallel: '+', loop: '*' } as const

/** In the usual notation: `->( 'a', X( 'b', tau ) )`. */
export const treeText = (tree: ProcessTree, names: readonly string[]): string => {
  if (tree.kind === 'silent') return 'tau'
  if (tree.kind === 'activity') return `'${(names[tree.activity] ?? '').replaceAll("'", "\\'")}'`
  return `${SIGNS[tree.kind]}( ${tree.parts.map((part) => treeText(part, names)).join(', ')} )`
}
