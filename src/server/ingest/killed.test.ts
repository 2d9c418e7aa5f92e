import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { batchOf } from '../../imports/event-sink.contract.ts'
import { createMemoryEventSink } from '../../imports/event-sink.memory.ts'
import { createSocketEventSink } from '../../imports/event-sink.socket.ts'
import type { EventSink } from '../../imports/index.ts'
import { createLogReader } from '../../storage/bus/log-reader.node.ts'
import { type Child, startChild } from '../child.ts'
import type { IngestAddress } from '../role.ts'

const BATCHES = 60
const ROUNDS = 3

/** Row `i` of the file: every tenth repeats an earlier one, and all of them one word for word. */
const wordsOf = (i: number): string => (i % 10 === 9 ? `Claire visits again ${i % 100}` : `Karim calls ${i}`)

const importAll = async (sink: EventSink, key: string, acknowledged: () => void) => {
  const open = await sink.open({ workspace: 'default', source: 'lille', key })
  const answers = []
  for (let batch = 0; batch < BATCHES; batch++) {
    const words = Array.from({ length: 50 }, (_, i) => wordsOf(batch * 50 + i))
    const answer = open.append(batchOf(words, batch * 50))
    answers.push(answer)
    answer.then(acknowledged, () => undefined)
    if (batch % 3 === 2) await answer
  }
  return { answers: await Promise.all(answers), finished: await open.finish() }
}

describe('the ingest process, killed', () => {
  let folder: string
  let child: Child
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-killed-'))
  })
  afterEach(async () => {
    await child.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const start = async () => {
    child = await startChild('ingest', { dataFolder: folder, host: '127.0.0.1', port: 0, engines: {} })
    return child.address as IngestAddress
  }

  it('at any moment, and started again, has lost no confirmed row and doubled none', { timeout: 120_000 }, async () => {
    const { socket, token } = await start()
    const reader = createLogReader({ folder: join(folder, 'log'), name: 'loader' })
    const sink = createSocketEventSink({ at: { socket }, token, reached: async () => {} })
    const twin = createMemoryEventSink()
    let confirmed = 0
    for (let round = 0; round < ROUNDS; round++) {
      const first = confirmed
      const importing = importAll(sink, `import ${round}`, () => confirmed++)
      const when = Math.floor((BATCHES * (round + 0.5)) / ROUNDS)
      while (confirmed - first < when) await pause(1)
      process.kill(child.pid, 'SIGKILL')
      await child.exited
      await start()
      const expected = await importAll(twin, `import ${round}`, () => undefined)
      expect(await importing).toEqual(expected)
    }
    const rows: string[] = []
    for await (const { payload } of reader.read(0))
      rows.push(...Buffer.from(payload).toString().split('\n').slice(0, -1))
    expect(rows).toEqual(twin.rows)
    await sink.close()
  })
})
