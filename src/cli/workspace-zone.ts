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
