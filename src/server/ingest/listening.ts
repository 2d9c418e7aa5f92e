import type { Server } from 'node:http'
import type { ListenOptions } from 'node:net'

/** Resolves once the server listens; refuses as the system does. */
export const listening = (server: Server, at: ListenOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(at, resolve)
  })

/** Answers what is under way, within two seconds, and closes. */
export const closed = async (server: Server): Promise<void> => {
  const over = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const hurry = setTimeout(() => server.closeAllConnections(), 2_000)
  await over
  clearTimeout(hurry)
}
