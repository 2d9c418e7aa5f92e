import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createWorkspaceSettings, LOCAL_OWNER, localOwnerMay, USUAL_ZONE } from '../governance/index.ts'
import { createPostgresWorkspaceStore } from '../governance/workspace-store.postgres.ts'
import { postgresHome } from '../storage/postgres/home.ts'
import type { CommandContext } from './context.ts'

/** What is set for the workspace of a command's data folder. */
export const workspaceSettings = async ({ engines }: CommandContext) =>
  createWorkspaceSettings({ store: createPostgresWorkspaceStore(await engines.database()), may: localOwnerMay })

/** The zone of the workspace. Nothing is started to learn it where nothing can have been set. */
export const workspaceZone = async (context: CommandContext): Promise<string> => {
  const given = process.env.PARCOURS_POSTGRES_URL !== undefined
  if (!given && !existsSync(join(await postgresHome(resolve(context.dataFolder)), 'cluster'))) return USUAL_ZONE
  return (await workspaceSettings(context)).zone(LOCAL_OWNER)
}

/** The options that are times, or periods by their names. */
const TIMED = /^(?:from|to|until|asOf|before|journeysFrom|journeysTo|period|[ab]Period)$/

/** Options with the zone that their times are in; only where they say one, or `calendar` asks: it costs a second engine. */
export const inZone = async <Asked extends object>(
  context: CommandContext,
  options: Asked,
  calendar = false,
): Promise<Asked & { readonly workspaceZone?: string }> => {
  const timed = Object.entries(options).some(([name, value]) => value !== undefined && TIMED.test(name))
  return timed || calendar ? { ...options, workspaceZone: await workspaceZone(context) } : options
}
