import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Likenesses } from '../matching/index.ts'
import type { Profiles } from '../profiles/index.ts'
import { peopleOver } from '../server/people.ts'
import type { CommandContext } from './context.ts'

/** The people of a command's data folder. */
export const openProfiles = async ({ engines, now }: CommandContext): Promise<Profiles> =>
  peopleOver(await engines.analytics(), await engines.database(), now).profiles

/** The same, up to date with what came in. */
export const freshProfiles = async (context: CommandContext): Promise<Profiles> => {
  const profiles = await openProfiles(context)
  orThrow(await profiles.refresh(LOCAL_OWNER))
  return profiles
}

/** Who is like whom among the people of a command's data folder, what was newly told taken in. */
export const openLikenesses = async ({ engines, now }: CommandContext): Promise<Likenesses> => {
  const { profiles, faces, likenesses } = peopleOver(await engines.analytics(), await engines.database(), now)
  orThrow(await profiles.refresh(LOCAL_OWNER))
  orThrow(await faces.refresh(LOCAL_OWNER))
  while (orThrow(await likenesses.refresh(LOCAL_OWNER)).looked > 0);
  return likenesses
}
