import { useRef } from 'react'
import type { JourneyMap, Touchpoint } from '../../../../maps/index.ts'

/** The touchpoints of each stage; a stage whose touchpoints are the same keeps the same list. */
export const useGroups = (map: JourneyMap): ReadonlyMap<string, readonly Touchpoint[]> => {
  const last = useRef<ReadonlyMap<string, readonly Touchpoint[]>>(new Map())
  const groups = new Map<string, Touchpoint[]>(map.stages.map(({ id }) => [id, []]))
  for (const touchpoint of map.touchpoints) groups.get(touchpoint.stage)?.push(touchpoint)
  const shared = new Map<string, readonly Touchpoint[]>()
  for (const [stage, now] of groups) {
    const before = last.current.get(stage)
    const same = before?.length === now.length && before.every((touchpoint, index) => touchpoint === now[index])
    shared.set(stage, same && before ? before : now)
  }
  last.current = shared
  return shared
}
