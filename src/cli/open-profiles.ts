import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Likenesses } from '../matching/index.ts'
import type { Profiles, Refreshed } from '../profiles/index.ts'
import { arrivalsIn } from '../server/arrivals.ts'
import { peopleOver } from '../server/people.ts'
import type { CommandContext } from './context.ts'

const peopleIn = async ({ engines, now, dataFolder }: CommandContext) =>
  peopleOver(await engines.analytics(), await engines.database(), now, arrivalsIn(dataFolder))

/** The people of a command's data folder. */
export const openProfiles = async (context: CommandContext): Promise<Profiles> => (await peopleIn(context)).profiles

/** Reads all that came in; what it came to. */
export const refreshProfiles = async (profiles: Profiles): Promise<Omit<Refreshed, 'more'>> => {
  for (let [evidence, identifiers] = [0, 0]; ; ) {
    const { more, version, ...read } = orThrow(await profiles.refresh(LOCAL_OWNER))
    evidence += read.evidence
    identifiers += read.identifiers
    if (!more) return { evidence, identifiers, version }
  }
}

/** The same, up to date with what came in. */
export const freshProfiles = async (context: CommandContext): Promise<Profiles> => {
  const profiles = await openProfiles(context)
  await refreshProfiles(profiles)
  return profiles
}

/** People and what they said, up to date with what came in. */
export const openSearch = async ({ engines, now }: CommandContext) => {
  const { profiles, faces, sayings } = peopleOver(await engines.analytics(), await engines.database(), now)
  orThrow(await profiles.refresh(LOCAL_OWNER))
  orThrow(await faces.refresh(LOCAL_OWNER))
  orThrow(await sayings.refresh(LOCAL_OWNER))
  return { faces, sayings }
}

/** Who is like whom among the people of a command's data folder, what was newly told taken in. */
export const openLikenesses = async (context: CommandContext): Promise<Likenesses> => {
  const { profiles, faces, likenesses } = await peopleIn(context)
  await refreshProfiles(profiles)
  while (orThrow(await faces.refresh(LOCAL_OWNER)).more);
  while (orThrow(await likenesses.refresh(LOCAL_OWNER)).looked > 0);
  return likenesses
}
