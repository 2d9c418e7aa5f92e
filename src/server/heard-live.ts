import { followSources } from '../collection/sources-file.node.ts'
import { type Heard, heardBy } from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { Clock } from '../kernel/index.ts'

/** Who sends what happens as it happens to a data folder, as its file of sources says now. */
export const heardLive = (dataFolder: string, now: Clock): (() => Promise<Heard | undefined>) => {
  const sources = followSources(dataFolder)
  return async () => heardBy(await sources.names(LOCAL_OWNER.workspace), now())
}
