import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { NoticedMoment } from './noticed.ts'

type Workspace = Actor['workspace']

/** What a person said of a noticed moment, when and why. `reopened` takes the word before back. */
export interface MomentDecision {
  readonly map: string
  readonly key: string
  readonly verdict: 'confirmed' | 'rejected' | 'reopened'
  readonly why?: string
  readonly at: Instant
  readonly by: Actor['id']
  /** The name that the person gave; nobody checked it. */
  readonly signed?: string
  /** The moment with its evidence as it was then. */
  readonly moment: NoticedMoment
}

/** A moment since it was first noticed; `standing` is false once the data no longer show it. */
export interface Sighting {
  readonly map: string
  readonly key: string
  readonly moment: NoticedMoment
  /** 0 where it stood already when its map was first looked at: nobody knows since when. */
  readonly firstAt: Instant
  readonly standing: boolean
}

/** What one look at a map found that no look before had. */
export interface NewlySeen {
  /** Nobody had looked before: all of it is old news. */
  readonly first: boolean
  readonly keys: readonly string[]
}

/** Port: the moments that were noticed on maps, since when, and what people decided of them. */
export interface MomentStore {
  sightings(workspace: Workspace, map?: string): Promise<readonly Sighting[]>
  /** All that stands at one look; what does not any more stays known. */
  see(
    workspace: Workspace,
    map: string,
    moments: readonly { readonly key: string; readonly moment: NoticedMoment }[],
    at: Instant,
  ): Promise<NewlySeen>
  /** In the order in which they were taken. */
  decisions(workspace: Workspace, map?: string): Promise<readonly MomentDecision[]>
  decide(workspace: Workspace, decision: MomentDecision): Promise<void>
}

/** What stands decided, by map and key. */
export const standingDecisions = (decisions: readonly MomentDecision[]): ReadonlyMap<string, MomentDecision> => {
  const latest = new Map(decisions.map((decision) => [`${decision.map} ${decision.key}`, decision]))
  return new Map([...latest].filter(([, { verdict }]) => verdict !== 'reopened'))
}

/** The moments that stand in the data and that nobody has decided on. */
export const undecided = (
  sightings: readonly Sighting[],
  decisions: readonly MomentDecision[],
): readonly Sighting[] => {
  const decided = standingDecisions(decisions)
  return sightings.filter(({ map, key, standing }) => standing && !decided.has(`${map} ${key}`))
}
