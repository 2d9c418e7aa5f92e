import type { ListedMap } from '../../maps/use-maps.ts'

/** The maps above one, the widest first; a map that is its own ancestor stops the way. */
export const ancestorsOf = (
  maps: readonly ListedMap[],
  parent: { readonly journey: string } | undefined,
): readonly ListedMap[] => {
  const above: ListedMap[] = []
  let next = parent?.journey
  while (next !== undefined) {
    const map = maps.find(({ id }) => id === next)
    if (!map || above.includes(map)) break
    above.unshift(map)
    next = map.parent?.journey
  }
  return above
}
