/**
 * The person of an event, as an expression over a row of `events`: the strongest identifier of the profile that the event's
 * own identifier belongs to, which is that identifier itself until something ties it to another. Every statement that
 * groups by person says it this way, so that a merge or an unmerge shows at once in every number.
 */
export const personSql = (row = 'events'): string => {
  const profile = `joinGet('identities_now', 'profile', ${row}.workspace, ${row}.identifier)`
  return `if(${profile} = '', ${row}.identifier, ${profile})`
}

/** Who is who as analytics counts it: it changes with every merge and unmerge of the workspace. */
export const IDENTITY_VERSION = 'SELECT toString(max(version)) FROM identities WHERE workspace = {workspace:String}'
