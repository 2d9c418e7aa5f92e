import type { Explorations, View } from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Maps, Which } from '../maps/index.ts'
import { type ViewAsked, viewAsked } from './view-asked.ts'

export { etagOf, VIEW } from './view-asked.ts'

export interface ExplorePorts {
  readonly maps: Maps
  readonly explorations: Explorations
}

const whichOf = (revision: string | undefined): Which =>
  revision === undefined || revision === 'approved' ? revision : Number(revision)

/** What a query looks at: a stored map and the journeys lived in it. Only the store is looked in for the map. */
export const viewOfStored = async ({ maps }: ExplorePorts, id: string, asked: ViewAsked): Promise<View> => {
  const { map, stored } = orThrow(await maps.pull(LOCAL_OWNER, id, whichOf(asked.revision)))
  return { workspace: LOCAL_OWNER.workspace, map, hash: stored.hash, ...viewAsked(asked) }
}
