import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { orThrow } from '../../kernel/index.ts'
import { type Binaries, installedBinaries, systemBinaries } from './binaries.ts'
import { type RunningPostgres, startPostgres } from './embedded.ts'
import { dropHomesOfGone, unprivilegedOwner } from './home.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openPool } from './pool.postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a server for tests is asked for, and says its address. */
    postgresServers: string
  }
}

/** The servers that contracts run on: started once for all test files, when the first of them asks. */
export type ServerKind = 'embedded' | 'installed'
const KINDS: readonly ServerKind[] = ['embedded', 'installed']

type Said = { readonly url: string } | { readonly absent: string }

/** A migrated database that each test file's own is copied from. */
const TEMPLATE = 'parcours_template'

const databaseAt = (url: string, name: string): string => {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

const binariesOf = async (kind: ServerKind, home: string): Promise<Binaries | undefined> =>
  kind === 'installed' ? systemBinaries() : installedBinaries(home, await unprivilegedOwner())

const begin = async (kind: ServerKind): Promise<RunningPostgres | string> => {
  const home = await mkdtemp(join(tmpdir(), 'parcours-pg-'))
  const binaries = await binariesOf(kind, home)
  if (!binaries) return 'no PostgreSQL server is installed under /usr/lib/postgresql'
  const server = await startPostgres({ home, owner: await unprivilegedOwner(), binaries })
  const owner = openPool(server.url, 1)
  // Nothing here outlives the tests: what they promise of a crash, they prove on servers of their own.
  for (const setting of ['fsync', 'full_page_writes']) await owner.query(`ALTER SYSTEM SET ${setting} = off`)
  await owner.query('SELECT pg_reload_conf()')
  await owner.query(`CREATE DATABASE ${TEMPLATE}`)
  await owner.close()
  const template = openPool(databaseAt(server.url, TEMPLATE), 1)
  orThrow(await migrate(template, migrations))
  await template.close()
  return server
}

/** Vitest's own setup, in its main process: watches for what test files ask for, and stops what was started. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'parcours-servers-'))
  project.provide('postgresServers', folder)
  const started = new Map<ServerKind, Promise<RunningPostgres | string>>()
  const answer = async (kind: ServerKind): Promise<void> => {
    const server = await (started.get(kind) ?? 'never asked for')
    const said: Said = typeof server === 'string' ? { absent: server } : { url: server.url }
    await writeFile(join(folder, `${kind}.part`), JSON.stringify(said), { mode: 0o600 })
    await rename(join(folder, `${kind}.part`), join(folder, `${kind}.json`))
  }
  const look = setInterval(() => {
    for (const kind of KINDS) {
      if (started.has(kind) || !existsSync(join(folder, `${kind}.wanted`))) continue
      started.set(kind, begin(kind))
      answer(kind).catch((problem: unknown) => process.stderr.write(`${kind} PostgreSQL: ${String(problem)}\n`))
    }
  }, 50)
  return async () => {
    clearInterval(look)
    for (const starting of started.values()) {
      const server = await starting.catch(() => 'it did not start')
      if (typeof server === 'string') continue
      await server.stop()
      await rm(server.home, { recursive: true, force: true })
    }
    await rm(folder, { recursive: true, force: true })
    await dropHomesOfGone(tmpdir())
  }
}

const said = async (kind: ServerKind): Promise<Said> => {
  const folder = inject('postgresServers')
  await writeFile(join(folder, `${kind}.wanted`), '')
  while (!existsSync(join(folder, `${kind}.json`))) await pause(50)
  return JSON.parse(await readFile(join(folder, `${kind}.json`), 'utf8')) as Said
}

/** A test file's own database in the shared server, with every table and no row; or why there is none, in words. */
export const databaseOf = async (
  kind: ServerKind,
): Promise<{ readonly url: string; drop(): Promise<void> } | string> => {
  const server = await said(kind)
  if ('absent' in server) return server.absent
  const name = `parcours_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const asked = async (statement: string): Promise<void> => {
    const owner = openPool(server.url, 1)
    await owner.query(statement)
    await owner.close()
  }
  await asked(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  return { url: databaseAt(server.url, name), drop: () => asked(`DROP DATABASE ${name} WITH (FORCE)`) }
}
