import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Endpoint } from '../api/endpoint.ts'
import { page } from '../api/page.ts'
import { createPublicApp } from '../api/public-app.ts'
import { Refused } from '../kernel/index.ts'
import { outsideRooms, type RoomPorts } from './outside-rooms.ts'
import { portTaken } from './preflight.ts'
import type { PublicAt } from './role.ts'

export interface OutsidePorts extends Omit<RoomPorts, 'application' | 'url'> {
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
export const createOutside = ({ web, journal, ...ports }: OutsidePorts): OutsideListener => {
  let app: Awaited<ReturnType<typeof createPublicApp>> | undefined
  let address: { readonly port: number; readonly url: string } | undefined
  const url = () => address?.url ?? null
  const built = web === undefined ? undefined : join(web, 'public.html')
  const application = built !== undefined && existsSync(built) ? readFileSync(built, 'utf8') : page.notBuilt
  const rooms = outsideRooms({ ...ports, application: () => application, url })
  return {
    endpoints: rooms.endpoints,
    address: () => address,
    open: async ({ host, port, url: known }) => {
      let hosts: ReadonlySet<string> = new Set()
      app = await createPublicApp({
        now: Date.now,
        hosts: () => hosts,
        ...rooms.outside,
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
