import { setTimeout as pause } from 'node:timers/promises'
import { disk } from '../../storage/bus/log-writer.node.ts'
import { startIngest } from './start-ingest.ts'

/** Ingest on a disk that takes its time over every write, in a process of its own, so that it can be killed. */
const [folder = '', port = '0'] = process.argv.slice(2)
const running = await startIngest({
  folder,
  token: 'secret',
  listen: { port: 0 },
  collect: { host: '127.0.0.1', port: Number(port) },
  disk: {
    write: async (...asked) => {
      await pause(40)
      await disk.write(...asked)
    },
    sync: async (file) => {
      await pause(120)
      await disk.sync(file)
    },
  },
})
process.send?.(running.collect)
process.once('disconnect', () => void running.close())
