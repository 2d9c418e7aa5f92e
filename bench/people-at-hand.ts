import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOCAL_OWNER, localOwnerMay } from '../src/governance/index.ts'
import { orThrow } from '../src/kernel/index.ts'
import { createPostgresLikenessStore } from '../src/matching/likeness-store.postgres.ts'
import { createLikenesses } from '../src/matching/likenesses.ts'
import { learnPeople, MOST_LEARNT_FROM } from '../src/matching/person-model.ts'
import { cellsFrom, keysOf, type PersonRecord } from '../src/matching/person-record.ts'
import { createPostgresFaceStore } from '../src/profiles/face-store.postgres.ts'
import { createFaces } from '../src/profiles/faces.ts'
import { createProfiles, type Face, type Identifier } from '../src/profiles/index.ts'
import { createMemoryNamingReader } from '../src/profiles/naming-reader.memory.ts'
import { createPostgresPeopleStore } from '../src/profiles/people-store.postgres.ts'
import { nameProfile } from '../src/profiles/profile-name.node.ts'
import { installedBinaries } from '../src/storage/postgres/binaries.ts'
import type { Database } from '../src/storage/postgres/database.ts'
import { startPostgres } from '../src/storage/postgres/embedded.ts'
import { unprivilegedOwner } from '../src/storage/postgres/home.ts'
import { migrate } from '../src/storage/postgres/migrate.ts'
import { migrations } from '../src/storage/postgres/migrations/index.ts'
import { openPool } from '../src/storage/postgres/pool.postgres.ts'
import { repeatedPeople } from './invented-people.ts'

const { workspace } = LOCAL_OWNER
const BATCH = 10_000

const faceOf = (id: string, record: Parameters<typeof told>[0], lastAt: number): Face => {
  const identifier: Identifier = `crm:${id}`
  const { given, surname, city } = record
  return {
    filed: identifier,
    identifier,
    alone: nameProfile(workspace, identifier),
    name: `${given} ${surname}`.trim(),
    city,
    named: [`email:${record.email}`, `phone:+33${record.phone.slice(1)}`],
    told: told(record),
    events: 1,
    lastAt,
  }
}

export const told = (record: ReturnType<typeof first>) => {
  const { given, surname, birth, email, phone, address, postcode, city } = record
  return { firstName: given, lastName: surname, birthday: birth, email, phone, address, postcode, city }
}
const first = () => [...repeatedPeople(1)][0]?.record ?? never()
const never = (): never => {
  throw new Error('Nobody was invented')
}

/** Words are indexed once everybody is there: what is measured is asking, and filling would take three times as long. */
const indexWords = (database: Database) =>
  database.transaction(async (inside) => {
    await inside.query(`SET LOCAL maintenance_work_mem = '256MB'`)
    await inside.query('ALTER TABLE people_words ADD PRIMARY KEY (workspace, word, filed)')
    await inside.query('CREATE INDEX people_words_by_face ON people_words (workspace, filed)')
  })

/** A PostgreSQL of its own with so many people in it: what is asked of them one by one, and how long it took to fill. */
export const peopleAtHand = async (records: number) => {
  const home = await mkdtemp(join(tmpdir(), 'parcours-bench-people-'))
  const owner = await unprivilegedOwner()
  const binaries = await installedBinaries(home, owner)
  if (!binaries) throw new Error('The PostgreSQL of the npm package is not installed')
  const server = await startPostgres({ home, owner, binaries })
  const database = openPool(server.url)
  orThrow(await migrate(database, migrations))
  const [people, faceStore, store] = [
    createPostgresPeopleStore(database),
    createPostgresFaceStore(database),
    createPostgresLikenessStore(database),
  ]
  const profiles = createProfiles({
    store: people,
    namings: createMemoryNamingReader([]),
    filed: async () => [],
    may: localOwnerMay,
    now: Date.now,
    nameOf: nameProfile,
  })
  const ports = { people, profiles, may: localOwnerMay, nameOf: nameProfile, now: Date.now }
  const begun = performance.now()
  await database.query('ALTER TABLE people_words DROP CONSTRAINT people_words_pkey')
  await database.query('DROP INDEX people_words_by_face')
  let batch: { readonly face: Face; readonly record: PersonRecord }[] = []
  let point = 0
  const flush = async () => {
    point += batch.length
    const faces = batch.map(({ face }) => face)
    await faceStore.change(workspace, async (known, keep) => {
      await known.filed(faces.map(({ filed }) => filed))
      await keep({ faces })
    })
    await store.keep(
      workspace,
      batch.map(({ record }) => record),
      point,
    )
    batch = []
  }
  for (const { id, record } of repeatedPeople(records)) {
    const face = faceOf(id, record, point + batch.length)
    const { filed, identifier } = face
    batch.push({ face, record: { filed, identifier, cells: cellsFrom(told(record)) } })
    if (batch.length === BATCH) await flush()
  }
  await flush()
  await indexWords(database)
  const kept = (performance.now() - begun) / 1000
  const learning = performance.now()
  const model = learnPeople(await store.sample(workspace, MOST_LEARNT_FROM), point, 1)
  const learnt = (performance.now() - learning) / 1000
  const filing = performance.now()
  await store.adopt(workspace, model, (cells) => keysOf(workspace, model.rules, cells))
  const filed = (performance.now() - filing) / 1000
  await database.query('ANALYZE')
  return {
    likenesses: createLikenesses({ ...ports, store, faces: faceStore }),
    faces: createFaces({ ...ports, faces: faceStore, reader: { since: async function* () {} } }),
    seconds: { kept, learnt, filed },
    rules: model.rules.length,
    close: async () => {
      await database.close()
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
