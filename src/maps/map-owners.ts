import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Instant, type Outcome, refuse } from '../kernel/index.ts'

/** Who answers for a map since when, and who said so. No owner: somebody took the name back. */
export interface MapOwner {
  readonly map: string
  readonly owner?: string
  readonly at: Instant
  readonly by: Actor['id']
  /** The name that the person gave; nobody checked it. */
  readonly signed?: string
}

/** Port: who answers for each map. It is no part of the design: changing it is no new revision. */
export interface MapOwners {
  /** The last word on each map. */
  all(workspace: Actor['workspace']): Promise<readonly MapOwner[]>
  add(workspace: Actor['workspace'], owner: MapOwner): Promise<void>
}

/** Names who answers for a map, or takes the name back; what was said before is kept. */
export const nameOwner = async (
  ports: { readonly owners: MapOwners; readonly may: May; readonly now: Clock },
  who: { readonly actor: Actor; readonly signed?: string },
  map: string,
  owner: string | null,
): Promise<Outcome<MapOwner>> => {
  if (!ports.may(who.actor, 'maps.write', who.actor.workspace)) return refuse(notAllowed('maps.write'))
  const name = owner?.trim() ?? ''
  const named: MapOwner = {
    map,
    ...(name !== '' && { owner: name }),
    at: ports.now(),
    by: who.actor.id,
    ...(who.signed !== undefined && { signed: who.signed }),
  }
  await ports.owners.add(who.actor.workspace, named)
  return done(named)
}
