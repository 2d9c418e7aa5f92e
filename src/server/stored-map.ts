import type { AnalysisPorts } from '../analyses/index.ts'
import { storedName } from '../cli/map-argument.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Maps } from '../maps/index.ts'

/** The map that an analysis names, for the api: only the store is looked in. */
export const storedMap =
  (maps: Maps): AnalysisPorts['map'] =>
  async (name) => {
    const { id, which } = storedName(name)
    const { map, stored } = orThrow(await maps.pull(LOCAL_OWNER, id, which))
    return { map, hash: stored.hash }
  }
