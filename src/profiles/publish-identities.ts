import type { Id } from '../kernel/index.ts'
import type { Identities } from './identities.ts'
import type { PeopleStore } from './people-store.ts'
import type { Untold } from './work-out.ts'

/** So many identifiers are told at one time. */
const AT_ONCE = 20_000

/**
 * Tells analytics whose profile changed since it was last told, one teller at a time. What was told is written down after
 * it was: killed in between, it is told once more. Who has just worked out all that changed says so: nothing is sought.
 */
export const publishIdentities = (
  workspace: Id<'Workspace'>,
  store: PeopleStore,
  identities: Identities,
  known?: Untold,
): Promise<number> =>
  store.change(workspace, async (people, keep) => {
    const [since, version] = [await people.published(), await people.version()]
    if (since >= version) return 0
    const isAll = known?.since === since && known.upTo === version
    const untold = isAll ? known.identities : await people.untold(since)
    for (let at = 0; at < untold.length; at += AT_ONCE) {
      const changes = untold.slice(at, at + AT_ONCE)
      await identities.keep(workspace, changes, await people.nextTelling(await identities.last(workspace)))
      await keep({ identities: changes })
    }
    await keep({ published: version })
    return untold.length
  })
