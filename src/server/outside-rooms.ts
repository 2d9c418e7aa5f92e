import { randomBytes } from 'node:crypto'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import type { PublicPorts } from '../api/public-app.ts'
import type { ExplorePorts } from '../api/stored-view.ts'
import type { Drafts } from '../drafts/index.ts'
import { localOwnerMay } from '../governance/index.ts'
import { createShares } from '../shares/index.ts'
import { createPostgresShareStore } from '../shares/share-store.postgres.ts'
import { sharedOutside } from '../shares/shared.http.ts'
import { shareEndpoints } from '../shares/shares.http.ts'
import { tokenHash } from '../shares/token-hash.node.ts'
import type { Database } from '../storage/postgres/database.ts'
import { attendedOutside } from '../workshops/attended.http.ts'
import { workshopCodes } from '../workshops/code.node.ts'
import { createWorkshops } from '../workshops/index.ts'
import { createPostgresWorkshopStore } from '../workshops/workshop-store.postgres.ts'
import { workshopEndpoints } from '../workshops/workshops.http.ts'
import { draftOfMap } from './draft-of-map.ts'

export interface RoomPorts {
  readonly database: Database
  readonly explore: ExplorePorts
  readonly drafts: Drafts
  readonly live: Live
  /** Of the data folder: codes are worked out with it. */
  readonly secret: string
  /** By which days are told: the workspace's. */
  readonly zone: () => Promise<string>
  /** The built page that outsiders are given. */
  readonly application: () => string
  /** Where outsiders reach it, once the door is open. */
  readonly url: () => string | null
}

export interface OutsideRooms {
  /** What the owner's own interface asks. */
  readonly endpoints: readonly Endpoint[]
  /** What outsiders get. */
  readonly outside: Pick<PublicPorts, 'endpoints' | 'streams' | 'pages'>
}

const newToken = () => randomBytes(32).toString('base64url')
const newId = () => randomBytes(9).toString('base64url')

/** The rooms with a door to the outside: what is shared, and workshops. */
export const outsideRooms = (ports: RoomPorts): OutsideRooms => {
  const { database, explore, drafts, live, secret, application, url, zone } = ports
  const owner = { may: localOwnerMay, now: Date.now, newToken, newId, hash: tokenHash }
  const shares = createShares({ ...owner, store: createPostgresShareStore(database), maps: explore.maps })
  const workshops = createWorkshops({
    ...owner,
    ...workshopCodes(secret),
    store: createPostgresWorkshopStore(database),
    draft: draftOfMap(drafts),
  })
  const shared = sharedOutside({ shares, explore, now: Date.now, application, zone })
  const attended = attendedOutside({ workshops, live, application })
  return {
    endpoints: [
      ...shareEndpoints({ shares, outside: { url }, live, now: Date.now }),
      ...workshopEndpoints({ workshops, live, outside: url }),
    ],
    outside: {
      endpoints: [...shared.endpoints, ...attended.endpoints],
      streams: attended.streams,
      pages: { ...shared.pages, ...attended.pages },
    },
  }
}
