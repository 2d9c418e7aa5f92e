import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineAddresses, Role } from './role.ts'
import { type RunningProcess, stillRuns } from './running-process.ts'

/** What `DIR/run/server.json` (mode 0600) says of the server that runs on a data folder. */
export interface ServerFile extends RunningProcess {
  readonly since: string
  /** How many steps its analytical tables have: a command of another version would not be understood. */
  readonly tables: number
  /** The Unix socket to which commands bring rows, and the token that opens it. */
  readonly socket: string
  readonly token: string
  readonly engines: EngineAddresses
  readonly roles: readonly { readonly role: Role; readonly pid: number | null }[]
}

const fileOf = (folder: string): string => join(folder, 'run', 'server.json')

export const writeServerFile = async (folder: string, server: ServerFile): Promise<void> => {
  const draft = `${fileOf(folder)}.${process.pid}`
  await mkdir(join(folder, 'run'), { recursive: true, mode: 0o700 })
  await writeFile(draft, JSON.stringify(server, null, 2) + '\n', { mode: 0o600 })
  await rename(draft, fileOf(folder))
}

/** The server that runs on a folder now; a file left by one that was killed is no server. */
export const liveServer = async (folder: string): Promise<ServerFile | undefined> => {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const server = JSON.parse(text) as ServerFile
    return (await stillRuns(server)) ? server : undefined
  } catch {
    return undefined
  }
}

/** Only the owner of the folder's lock removes it. */
export const removeServerFile = (folder: string): Promise<void> => rm(fileOf(folder), { force: true })
