import type { ArrivalReader } from '../events/index.ts'
import { localOwnerMay } from '../governance/index.ts'
import type { Clock } from '../kernel/index.ts'
import { createLikenesses } from '../matching/index.ts'
import { createPostgresLikenessStore } from '../matching/likeness-store.postgres.ts'
import { createFaceReader } from '../profiles/face-reader.clickhouse.ts'
import { createPostgresFaceStore } from '../profiles/face-store.postgres.ts'
import { createFaces } from '../profiles/faces.ts'
import { facesFrom } from '../profiles/faces-from.ts'
import { createIdentities } from '../profiles/identities.clickhouse.ts'
import { createProfiles } from '../profiles/index.ts'
import { readFiled } from '../profiles/life-reader.clickhouse.ts'
import { createNamingReader } from '../profiles/naming-reader.clickhouse.ts'
import { namingsFrom } from '../profiles/naming-reader.ts'
import { createPostgresPeopleStore } from '../profiles/people-store.postgres.ts'
import { nameProfile } from '../profiles/profile-name.node.ts'
import { createSayings } from '../profiles/said.ts'
import { createTextStore } from '../profiles/text-store.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Database } from '../storage/postgres/database.ts'

/** The people over a data folder's engines, for who asks; whoever keeps them up follows what arrives. */
export const peopleOver = (analytics: Analytics, database: Database, now: Clock, arrivals?: ArrivalReader) => {
  const [namings, seen] = [createNamingReader(analytics), createFaceReader(analytics)]
  const [people, faces] = [createPostgresPeopleStore(database), createPostgresFaceStore(database)]
  const profiles = createProfiles({
    store: people,
    namings: arrivals ? namingsFrom(arrivals, namings) : namings,
    filed: readFiled(analytics),
    alone: async (workspace, profile) => (await faces.alone(workspace, [profile]))[0]?.identifier,
    identities: createIdentities(analytics),
    may: localOwnerMay,
    now,
    nameOf: nameProfile,
  })
  const found = createFaces({
    faces,
    reader: arrivals ? facesFrom(arrivals, seen) : seen,
    people,
    profiles,
    may: localOwnerMay,
    nameOf: nameProfile,
  })
  return {
    people,
    profiles,
    likenesses: createLikenesses({
      store: createPostgresLikenessStore(database),
      faces,
      people,
      profiles,
      nameOf: nameProfile,
      may: localOwnerMay,
      now,
    }),
    faces: found,
    sayings: createSayings({ texts: createTextStore(analytics), faces: found, may: localOwnerMay }),
  }
}
