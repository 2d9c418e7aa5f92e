import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Event, readEvents } from '../../events/index.ts'
import { createLogReader } from '../../storage/bus/log-reader.node.ts'
import { startChild } from '../child.ts'
import type { IngestAddress } from '../role.ts'

/** A process that collects, on the disk that there is or on a slow one. */
export interface CollectingProcess {
  readonly url: string
  readonly exited: Promise<unknown>
  kill(): Promise<void>
  stop(): Promise<void>
}

/** As the program starts it. */
const asDelivered = async (folder: string, port: number): Promise<CollectingProcess> => {
  const collect = { host: '127.0.0.1', port }
  const child = await startChild('ingest', { dataFolder: folder, host: '127.0.0.1', port: 0, collect, engines: {} })
  const kill = async () => {
    process.kill(child.pid, 'SIGKILL')
    await child.exited
  }
  return { url: (child.address as IngestAddress).collect ?? '', exited: child.exited, kill, stop: child.stop }
}

const onSlowDisk = async (folder: string, port: number): Promise<CollectingProcess> => {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const program = fileURLToPath(new URL('./slow-disk.contract.ts', import.meta.url))
  const child = fork(program, [folder, String(port)], { execArgv: ['--import', loader] })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (said) => resolve(String(said)))
    child.once('exit', (code) => reject(new Error(`The process on a slow disk ended: ${code}`)))
  })
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  const stop = async () => {
    if (child.connected) child.disconnect()
    await exited
  }
  return { url, exited, kill, stop }
}

/** A place to which clients send: started, killed and started again at one address, on either disk. */
export const collectingProcess = async (folder: string) => {
  let current = await asDelivered(folder, 0)
  const { url } = current
  return {
    url,
    killAndStart: async (slow: boolean): Promise<void> => {
      await current.kill()
      current = await (slow ? onSlowDisk : asDelivered)(folder, Number(new URL(url).port))
    },
    stop: () => current.stop(),
  }
}

/** Everything that the log of a folder holds. */
export const keptIn = async (folder: string): Promise<Event[]> => {
  const events: Event[] = []
  const reader = createLogReader({ folder: join(folder, 'log'), name: 'loader' })
  for await (const { payload } of reader.read(0)) events.push(...readEvents(payload))
  await reader.close()
  return events
}
