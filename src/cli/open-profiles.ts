import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import { createProfiles, type Profiles } from '../profiles/index.ts'
import { readFiled } from '../profiles/life-reader.clickhouse.ts'
import { createNamingReader } from '../profiles/naming-reader.clickhouse.ts'
import { createPostgresPeopleStore } from '../profiles/people-store.postgres.ts'
import { nameProfile } from '../profiles/profile-name.node.ts'
import type { CommandContext } from './context.ts'

/** The people of a command's data folder. */
export const openProfiles = async ({ engines, now }: CommandContext): Promise<Profiles> => {
  const [analytics, database] = [await engines.analytics(), await engines.database()]
  return createProfiles({
    store: createPostgresPeopleStore(database),
    namings: createNamingReader(analytics),
    filed: readFiled(analytics),
    may: localOwnerMay,
    now,
    nameOf: nameProfile,
  })
}

/** The same, up to date with what came in. */
export const freshProfiles = async (context: CommandContext): Promise<Profiles> => {
  const profiles = await openProfiles(context)
  orThrow(await profiles.refresh(LOCAL_OWNER))
  return profiles
}
