import { rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { socketPlace } from './ingest/socket-place.ts'
import { startIngest } from './ingest/start-ingest.ts'
import type { IngestAddress, StartRole } from './role.ts'
import { folderSecret } from './secret.ts'

/** The ingest role: the only process that writes the log. Its socket and token stay the same from start to start. */
export const startIngestRole: StartRole<IngestAddress> = async ({ dataFolder, collect }) => {
  const token = await folderSecret(dataFolder, 'ingest')
  const socket = await socketPlace(dataFolder, 'ingest.sock')
  const running = await startIngest({ folder: dataFolder, listen: { socket }, token, ...(collect && { collect }) })
  const stop = async () => {
    await running.close()
    // Where it stands apart from the data folder, it was made for this socket alone.
    await rmdir(dirname(socket)).catch(() => {})
  }
  return { address: { socket, token, ...(running.collect && { collect: running.collect }) }, stop }
}
