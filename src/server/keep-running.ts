import { startChild } from './child.ts'
import type { AnalyticsAddress, IngestAddress, Role, RoleOptions } from './role.ts'

/** A role that ends this often in one command is left ended: what waits for it says so in time. */
const MOST_RESTARTS = 5

export interface KeptRunning {
  readonly address: unknown
  stop(): Promise<void>
}

/** The port that a role answered on, so that its successor is found in the same place. */
const portOf = (address: unknown): number => {
  const { url } = address as Partial<AnalyticsAddress & IngestAddress>
  return url === undefined ? 0 : Number(new URL(url).port)
}

/** Starts a role for a command, and starts it again where it is killed, until the command stops it. */
export const keepRunning = async (role: Role, options: RoleOptions): Promise<KeptRunning> => {
  let child = await startChild(role, options)
  const { address } = child
  let [stopped, restarts] = [false, 0]
  let starting: Promise<void> = Promise.resolve()
  const watch = (): void => {
    void child.exited.then(() => {
      if (stopped || ++restarts > MOST_RESTARTS) return
      starting = startChild(role, { ...options, port: portOf(address) }).then(
        (again) => {
          child = again
          watch()
        },
        () => undefined,
      )
    })
  }
  watch()
  return {
    address,
    async stop() {
      stopped = true
      await starting
      await child.stop()
    },
  }
}
