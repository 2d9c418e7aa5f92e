import type { Analyst } from '../analyses/index.ts'
import type { Endpoint } from '../api/endpoint.ts'
import { inZone } from '../api/in-zone.ts'
import { EVERYTHING, type Live } from '../api/live.ts'
import type { Explorations, Explorer, Heard, View } from '../explorations/index.ts'
import {
  createWorkspaceSettings,
  LOCAL_OWNER,
  localOwnerMay,
  USUAL_ZONE,
  type WorkspaceStore,
} from '../governance/index.ts'
import { workspaceEndpoints } from '../governance/workspace.http.ts'

/** What is set for the workspace, asked of its record for each question: a change holds from the next one on. */
export const workspaceOver = (
  store: WorkspaceStore | undefined,
  live: Live,
  heard: () => Promise<Heard | undefined> = async () => undefined,
) => {
  const settings = store && createWorkspaceSettings({ store, may: localOwnerMay })
  const zone = async (): Promise<string> => (settings ? settings.zone(LOCAL_OWNER) : USUAL_ZONE)
  /** A question with what the workspace knows of itself, where it says nothing of it. */
  const placed = async <Asked extends Omit<View, 'map' | 'hash'>>(asked: Asked): Promise<Asked> => {
    const by = asked.asOf === undefined ? await heard() : undefined
    return { zone: await zone(), ...(by && { heard: by }), ...asked }
  }
  return {
    endpoints: settings ? workspaceEndpoints(settings, () => live.tell(EVERYTHING)) : [],
    zone,
    inZone: (endpoints: readonly Endpoint[]): readonly Endpoint[] => inZone(zone, endpoints),
    /** The same answers, to questions that nobody asked in a zone: those of a share, of what is watched. */
    exploring: (explorations: Explorations): Explorations => ({
      // What is heard as it happens is known until later without any event.
      version: async (workspace) => {
        const [version, by] = [await explorations.version(workspace), await heard()]
        return by ? `${version} ${by.until}` : version
      },
      ask: async (view, question, signal) => explorations.ask(await placed(view), question, signal),
    }),
    analysing: (analyst: Analyst): Analyst => ({
      analyse: async (name, asked, people, waiting) => analyst.analyse(name, await placed(asked), people, waiting),
    }),
    looking: (explorer: Explorer): Pick<Explorer, 'parts'> => ({
      async *parts(view, signal) {
        yield* explorer.parts(await placed(view), signal)
      },
    }),
  }
}
