import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { depositEndpoints } from '../deposits/deposits.http.ts'
import type { Importer } from '../deposits/index.ts'
import { localOwnerMay } from '../governance/index.ts'
import { createPostgresImportStore } from '../imports/import-store.postgres.ts'
import { importEndpoints } from '../imports/imports.http.ts'
import { createImports, type Imports } from '../imports/imports.ts'
import { openSpool } from '../imports/spool.node.ts'
import { asId, HOUR } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import { depositsOver, watchDeposits } from './deposits-over.ts'
import { readInProcess } from './import-process.ts'
import type { EngineAddresses } from './role.ts'

export interface Importing {
  readonly endpoints: readonly Endpoint[]
  stop(): void
}

/** A part of a file that is in memory, as one that comes. */
const receiving =
  (receive: Imports<Readable>['receive']): Importer['receive'] =>
  (actor, id, at, bytes) =>
    receive(actor, id, at, Readable.from([bytes]))

const NONE: Importing = { endpoints: [], stop: () => {} }

/** The import of files by the screens: where they lie, what reads them, and who is told. */
export const startImporting = async (
  dataFolder: string,
  { ingest, analytics }: EngineAddresses,
  database: Database | undefined,
  live: Live,
  zone: () => Promise<string>,
): Promise<Importing> => {
  if (!database || !ingest || !analytics) return NONE
  const spool = openSpool(dataFolder)
  const imports = createImports({
    store: createPostgresImportStore(database),
    spool,
    read: readInProcess({ dataFolder, ingest, analytics }),
    zone,
    may: localOwnerMay,
    now: Date.now,
    newId: () => asId(randomUUID()),
    tell: () => live.tell(['imports']),
  })
  await imports.resume()
  const expire = () => void imports.expire().catch(() => undefined)
  expire()
  const expiring = setInterval(expire, HOUR).unref()
  const deposits = depositsOver(database, dataFolder)
  const changed = () => live.tell(['deposits'])
  const journal = (line: string) => void process.stderr.write(`${new Date().toISOString()} ${line}\n`)
  const importer = { ...imports, receive: receiving(imports.receive) }
  const watching = watchDeposits(deposits, importer, { journal, changed })
  return {
    endpoints: [
      ...importEndpoints({ imports, rejected: (id) => spool.rejected(asId(id)) }),
      ...depositEndpoints({ deposits, importOf: imports.get, changed }),
    ],
    stop: () => {
      clearInterval(expiring)
      void watching.stop()
      imports.stop()
    },
  }
}
