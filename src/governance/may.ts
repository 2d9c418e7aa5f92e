import type { Actor } from './actor.ts'
import { LOCAL_OWNER } from './actor.ts'

/** What an actor may ask for. Grows with the rooms; closed, so that a new one is noticed everywhere. */
export type Capability =
  | 'events.read'
  | 'events.import'
  | 'sources.read'
  | 'sources.write'
  | 'profiles.read'
  | 'profiles.steward'
  | 'maps.read'
  | 'maps.write'
  | 'maps.publish'
  | 'moments.decide'
  | 'notices.read'
  | 'notices.write'
  | 'comments.read'
  | 'comments.write'
  | 'workshops.run'
  | 'shares.read'
  | 'shares.write'
  | 'segments.read'
  | 'segments.write'
  | 'views.read'
  | 'views.write'
  | 'workspace.write'
  | 'engines.run'

/** Decides whether an actor may do a thing in a workspace. Everything asks this one port; the default answer is no. */
export type May = (actor: Actor, capability: Capability, workspace: Actor['workspace']) => boolean

/** The rule until accounts exist: the local owner may do everything in its own workspace, nobody else anything. */
export const localOwnerMay: May = (actor, _capability, workspace) =>
  actor.id === LOCAL_OWNER.id && actor.workspace === workspace
