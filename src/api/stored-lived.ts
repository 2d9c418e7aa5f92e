import { besideLived, type LivedMap, type LivedRequest } from '../cli/lived-map.ts'
import type { Heard } from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { CaseReader } from '../journeys/index.ts'
import { type Clock, orThrow } from '../kernel/index.ts'
import type { Maps, Which } from '../maps/index.ts'

export interface LivedPorts {
  readonly maps: Maps
  readonly reader: CaseReader
  readonly now: Clock
  /** Who sends what happens as it happens. */
  readonly heard?: () => Promise<Heard | undefined>
}

const whichOf = (revision: string | undefined): Which =>
  revision === undefined || revision === 'approved' ? revision : Number(revision)

/** A stored map beside what was lived. Only the store is looked in: a name from outside never opens a file. */
export const livedOfStored = async (
  { maps, reader, now, heard }: LivedPorts,
  id: string,
  revision: string | undefined,
  request: LivedRequest,
): Promise<LivedMap> => {
  const { map, positions, stored, text } = orThrow(await maps.pull(LOCAL_OWNER, id, whichOf(revision)))
  const resolved = { map, positions, text, hash: stored.hash, file: `${id}@${stored.revision}` }
  const by = await heard?.()
  return besideLived(resolved, { ...request, ...(by && { heard: by }) }, reader, now())
}
