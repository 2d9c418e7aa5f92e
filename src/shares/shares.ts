import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, DAY, done, type Instant, type Outcome, refuse } from '../kernel/index.ts'
import type { Maps } from '../maps/index.ts'
import { originOf } from './origin.ts'
import { type Share, type ShareFilters, type SharePlace, type ShareStore, type Shown, shareState } from './share.ts'
import { refusals, type ShareRefusal } from './share-refusals.ts'

export interface SharePorts {
  readonly store: ShareStore
  readonly maps: Pick<Maps, 'pull'>
  readonly may: May
  readonly now: Clock
  /** Something that nobody can guess. */
  readonly newToken: () => string
  readonly newId: () => string
  readonly hash: (token: string) => string
}

export interface NewShare {
  readonly map: string
  readonly label: string
  readonly shows: Shown
  readonly place: SharePlace
  readonly revision: number | 'approved'
  readonly filters?: ShareFilters
  readonly origins?: readonly string[]
  readonly expiresAt?: Instant
}

/** A share with the token that opens it, told once. */
export interface Tokened {
  readonly share: Share
  readonly token: string
}

/** Maps shown to outsiders: made, listed, revoked by those who may; opened by whoever holds the token. */
export interface Shares {
  make(actor: Actor, wanted: NewShare): Promise<Outcome<Tokened>>
  list(actor: Actor, map?: string): Promise<Outcome<readonly Share[], ShareRefusal>>
  revoke(actor: Actor, id: string): Promise<Outcome<void, ShareRefusal>>
  /** What a token opens now. */
  open(token: string): Promise<Outcome<Share, ShareRefusal>>
  /** Counts an opening by a person: a page, not what the page asks again by itself. */
  countOpening(share: Share): Promise<void>
}

/** No share lives longer, unless it is made without an end on purpose. */
const LONGEST = 3660 * DAY
const MOST_ORIGINS = 10

const problemOf = ({ place, origins = [], expiresAt }: NewShare, now: Instant) => {
  if (expiresAt !== undefined && (expiresAt <= now || expiresAt > now + LONGEST)) return refusals.expiry
  if (place === 'link') return undefined
  if (origins.length === 0 || origins.length > MOST_ORIGINS) return refusals.origins
  const wrong = origins.find((origin) => originOf(origin) === undefined)
  return wrong === undefined ? undefined : refusals.origin(wrong)
}

export const createShares = (ports: SharePorts): Shares => {
  const { store, may, now } = ports
  return {
    make: async (actor, wanted) =>
      may(actor, 'shares.write', actor.workspace)
        ? makeShare(ports, actor, wanted)
        : refuse(notAllowed('shares.write')),
    list: async (actor, map) =>
      may(actor, 'shares.read', actor.workspace)
        ? done(await store.list(actor.workspace, map))
        : refuse(notAllowed('shares.read')),
    revoke: async (actor, id) => {
      if (!may(actor, 'shares.write', actor.workspace)) return refuse(notAllowed('shares.write'))
      return (await store.revoke(actor.workspace, id, now(), actor.id)) ? done(undefined) : refuse(refusals.unknown)
    },
    open: async (token) => {
      const share = await store.byToken(ports.hash(token))
      if (!share) return refuse(refusals.unknown)
      const state = shareState(share, now())
      return state === 'open' ? done(share) : refuse(refusals[state])
    },
    countOpening: ({ workspace, id }) => store.opened(workspace, id, now()),
  }
}

const makeShare = async (ports: SharePorts, actor: Actor, wanted: NewShare): Promise<Outcome<Tokened>> => {
  const problem = problemOf(wanted, ports.now())
  if (problem) return refuse(problem)
  const { map, label, shows, place, revision, filters = {}, origins = [], expiresAt } = wanted
  // What cannot be shown now is refused now, not to the outsider who opens it.
  const found = await ports.maps.pull(actor, map, revision)
  if (!found.ok) return revision === 'approved' ? refuse(refusals.notApproved(map)) : found
  const token = ports.newToken()
  const share: Share = {
    id: ports.newId(),
    workspace: actor.workspace,
    map,
    label: label.trim(),
    shows,
    place,
    revision,
    filters: shows === 'map' ? {} : filters,
    origins: place === 'embed' ? [...new Set(origins.flatMap((origin) => originOf(origin) ?? []))] : [],
    tokenHash: ports.hash(token),
    madeAt: ports.now(),
    madeBy: actor.id,
    ...(expiresAt !== undefined && { expiresAt }),
    opened: 0,
  }
  await ports.store.add(share)
  return done({ share, token })
}
