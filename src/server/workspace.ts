import type { Analyst } from '../analyses/index.ts'
import type { Endpoint } from '../api/endpoint.ts'
import { inZone } from '../api/in-zone.ts'
import { EVERYTHING, type Live } from '../api/live.ts'
import type { Explorations } from '../explorations/index.ts'
import {
  createWorkspaceSettings,
  LOCAL_OWNER,
  localOwnerMay,
  USUAL_ZONE,
  type WorkspaceStore,
} from '../governance/index.ts'
import { workspaceEndpoints } from '../governance/workspace.http.ts'

/** What is set for the workspace, asked of its record for each question: a change holds from the next one on. */
export const workspaceOver = (store: WorkspaceStore | undefined, live: Live) => {
  const settings = store && createWorkspaceSettings({ store, may: localOwnerMay })
  const zone = async (): Promise<string> => (settings ? settings.zone(LOCAL_OWNER) : USUAL_ZONE)
  return {
    endpoints: settings ? workspaceEndpoints(settings, () => live.tell(EVERYTHING)) : [],
    zone,
    inZone: (endpoints: readonly Endpoint[]): readonly Endpoint[] => inZone(zone, endpoints),
    /** The same answers, to questions that nobody asked in a zone: those of a share, of what is watched. */
    exploring: (explorations: Explorations): Explorations => ({
      version: explorations.version,
      ask: async (view, question, signal) => explorations.ask({ zone: await zone(), ...view }, question, signal),
    }),
    analysing: (analyst: Analyst): Analyst => ({
      analyse: async (name, asked, people, waiting) =>
        analyst.analyse(name, { zone: await zone(), ...asked }, people, waiting),
    }),
  }
}
