import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { page } from '../api/page.ts'
import { createPublicApp } from '../api/public-app.ts'
import type { ExplorePorts } from '../api/stored-view.ts'
import { localOwnerMay } from '../governance/index.ts'
import { Refused } from '../kernel/index.ts'
import { createShares } from '../shares/index.ts'
import { createPostgresShareStore } from '../shares/share-store.postgres.ts'
import { sharedOutside } from '../shares/shared.http.ts'
import { shareEndpoints } from '../shares/shares.http.ts'
import { tokenHash } from '../shares/token-hash.node.ts'
import type { Database } from '../storage/postgres/database.ts'
import { portTaken } from './preflight.ts'
import type { PublicAt } from './role.ts'

export interface OutsidePorts {
  readonly database: Database
  readonly explore: ExplorePorts
  readonly live: Live
  /** The folder of the built web application. */
  readonly web: string | undefined
  readonly journal: (line: string) => void
}

export interface OutsideListener {
  /** What the owner's own interface may ask of it. */
  readonly endpoints: readonly Endpoint[]
  /** Opens the door; where it stands is then known to `url`. */
  open(at: PublicAt): Promise<void>
  /** Where it stands, once it is open. */
  readonly address: () => { readonly port: number; readonly url: string } | undefined
  close(): Promise<void>
}

const EVERYWHERE = new Set(['0.0.0.0', '::', '[::]'])

/** This machine's addresses, as a Host header writes them. */
const ownNames = (): string[] => [
  '127.0.0.1',
  'localhost',
  '[::1]',
  ...Object.values(networkInterfaces()).flatMap((found = []) =>
    found.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address)),
  ),
]

/** What a phone in the room can reach: the first address of this machine that is not its own loopback. */
const reachable = (host: string): string => {
  if (!EVERYWHERE.has(host)) return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  const found = Object.values(networkInterfaces()).flatMap((all = []) => all)
  return found.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}

/** The names that the Host header may say: what is configured, and where it listens; nothing else. */
const hostsOf = (host: string, port: number, url: string | undefined): ReadonlySet<string> => {
  const names = EVERYWHERE.has(host) ? ownNames() : ['127.0.0.1', 'localhost', '[::1]', reachable(host)]
  return new Set([...names.map((name) => `${name}:${port}`), ...(url === undefined ? [] : [new URL(url).host])])
}

/** What people outside may reach, composed: the shares, and the listener that shows them. */
export const createOutside = ({ database, explore, live, web, journal }: OutsidePorts): OutsideListener => {
  let app: Awaited<ReturnType<typeof createPublicApp>> | undefined
  let address: { readonly port: number; readonly url: string } | undefined
  const shares = createShares({
    store: createPostgresShareStore(database),
    maps: explore.maps,
    may: localOwnerMay,
    now: Date.now,
    newToken: () => randomBytes(32).toString('base64url'),
    newId: () => randomBytes(9).toString('base64url'),
    hash: tokenHash,
  })
  const built = web === undefined ? undefined : join(web, 'public.html')
  const application = built !== undefined && existsSync(built) ? readFileSync(built, 'utf8') : page.notBuilt
  const shared = sharedOutside({ shares, explore, now: Date.now, application: () => application })
  return {
    endpoints: shareEndpoints({ shares, outside: { url: () => address?.url ?? null }, live, now: Date.now }),
    address: () => address,
    open: async ({ host, port, url: known }) => {
      let hosts: ReadonlySet<string> = new Set()
      app = await createPublicApp({
        now: Date.now,
        hosts: () => hosts,
        endpoints: shared.endpoints,
        pages: shared.pages,
        ...(web !== undefined && { web }),
        journal,
      })
      try {
        await app.listen({ host, port })
      } catch (problem) {
        if ((problem as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new Refused(portTaken(port, '--public'))
        throw problem
      }
      const taken = (app.server.address() as AddressInfo).port
      hosts = hostsOf(host, taken, known)
      address = { port: taken, url: known ?? `http://${reachable(host)}:${taken}` }
    },
    close: async () => app?.close(),
  }
}
