import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { openSeal } from '../collection/sealed.node.ts'
import { openBucketPlace } from '../deposits/bucket-place.http.ts'
import { createPostgresDepositStore } from '../deposits/deposit-store.postgres.ts'
import { openFolderPlace } from '../deposits/folder-place.node.ts'
import { createDeposits, type Deposits, type Importer } from '../deposits/index.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'

/** The deposits of a data folder; the secret keys of buckets are opened by its own. */
export const depositsOver = (database: Database, dataFolder: string): Deposits =>
  createDeposits({
    store: createPostgresDepositStore(database),
    may: localOwnerMay,
    now: Date.now,
    holder: randomUUID(),
    seal: async (secret) => (await openSeal(dataFolder)).seal(secret),
    open: async (place) => {
      if (place.kind === 'folder') return openFolderPlace(place)
      const secret = (await openSeal(dataFolder)).unseal(place.secretKey)
      if (secret === undefined) throw new Error('sealed by another data folder')
      return openBucketPlace(place, secret)
    },
  })

const LOOK_FOR_DUE = 1_000

/** Looks into each deposit as often as it asks for, one after the other; a place that cannot be read is tried again. */
export const watchDeposits = (
  deposits: Deposits,
  importer: Importer,
  told: { readonly journal: (line: string) => void; readonly changed: () => void },
) => {
  const over = new AbortController()
  const last = new Map<string, number>()
  const round = async (): Promise<void> => {
    for (const { deposit } of orThrow(await deposits.list(LOCAL_OWNER))) {
      const due = (last.get(deposit.name) ?? Number.NEGATIVE_INFINITY) + deposit.everySeconds * 1000
      if (over.signal.aborted || deposit.paused || performance.now() < due) continue
      last.set(deposit.name, performance.now())
      // What it says may name a file, never what is in it.
      await deposits
        .look(LOCAL_OWNER, deposit, importer)
        .finally(told.changed)
        .catch((problem: unknown) => told.journal(`deposit ${deposit.name}: ${String(problem)}`))
    }
  }
  const work = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await round().catch((problem: unknown) => told.journal(`deposits: ${String(problem)}`))
      await pause(LOOK_FOR_DUE, undefined, { signal: over.signal }).catch(() => undefined)
    }
  }
  const ended = work()
  return {
    stop: (): Promise<void> => {
      over.abort()
      return ended
    },
  }
}
