import type { Id } from '../kernel/index.ts'
import type { Identifier } from './identifier.ts'
import type { Identities, Identity } from './identities.ts'
import type { KnownPeople, PeopleStore } from './people-store.ts'

/** So many identifiers are told at one time. */
const AT_ONCE = 20_000

/** Under whom the events of some identifiers, in every spelling, are counted otherwise than was told. */
const changesOf = async (known: KnownPeople, changed: readonly Identifier[]): Promise<Identity[]> => {
  const profiles = await known.profilesOf(changed)
  const members = await known.membersOfAll([...new Set(profiles.values())])
  const spellings = await known.spellingsOfAll(changed)
  const wanted = new Map<string, string>()
  for (const each of changed) {
    const strongest = members.get(profiles.get(each) as Id<'Profile'>)?.[0] ?? each
    for (const text of [each, ...(spellings.get(each) ?? [])]) wanted.set(text, strongest)
  }
  const told = await known.publishedAs([...wanted.keys()])
  return [...wanted].flatMap(([identifier, profile]) => {
    const formerly = told.get(identifier) ?? identifier
    return formerly === profile ? [] : [{ identifier, profile, formerly }]
  })
}

/**
 * Tells analytics whose profile changed since it was last told, one teller at a time. What was told is written down after
 * it was: killed in between, it is told once more.
 */
export const publishIdentities = (
  workspace: Id<'Workspace'>,
  store: PeopleStore,
  identities: Identities,
): Promise<number> =>
  store.change(workspace, async (known, keep) => {
    const [since, version] = [await known.published(), await known.version()]
    if (since >= version) return 0
    const changed = await known.changedSince(since)
    let told = 0
    for (let at = 0; at < changed.length; at += AT_ONCE) {
      const changes = await changesOf(known, changed.slice(at, at + AT_ONCE))
      if (changes.length > 0) {
        await identities.keep(workspace, changes)
        await keep({ identities: changes })
      }
      told += changes.length
    }
    await keep({ published: version })
    return told
  })
