import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { batchOf, eventSinkContract } from '../../imports/event-sink.contract.ts'
import { createMemoryEventSink } from '../../imports/event-sink.memory.ts'
import { createSocketEventSink } from '../../imports/event-sink.socket.ts'
import type { EventSink, ImportIdentity, OpenImport, RowBatch } from '../../imports/index.ts'
import { Refused } from '../../kernel/index.ts'
import type { LogRecord } from '../../storage/bus/log.ts'
import { createLogReader } from '../../storage/bus/log-reader.node.ts'
import { type Disk, disk } from '../../storage/bus/log-writer.node.ts'
import { Ingest } from './ingest.ts'
import { type RunningIngest, startIngest } from './start-ingest.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-ingest-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const logReader = (name = 'loader') => createLogReader({ folder: join(folder, 'log'), name })

const recordsOf = async (from = 0): Promise<LogRecord[]> => {
  const records: LogRecord[] = []
  for await (const record of logReader().read(from)) records.push(record)
  return records
}

const linesOf = async (): Promise<string[]> =>
  (await recordsOf()).flatMap(({ payload }) => Buffer.from(payload).toString().split('\n').filter(Boolean))

/** What the loader does, without an engine: passes whatever is durable. */
const loading = (at: string) => {
  const reader = createLogReader({ folder: join(at, 'log'), name: 'loader' })
  const timer = setInterval(async () => void reader.passed(await reader.durableEnd()).catch(() => undefined), 10)
  return () => clearInterval(timer)
}

/** The ingest process within this one, reached over its socket. */
const served = async (more: { mostInMemory?: number; listen?: { port: number } } = {}): Promise<EventSink> => {
  const at = mkdtempSync(join(tmpdir(), 'parcours-ingest-'))
  const listen = more.listen ?? { socket: join(at, 'ingest.sock') }
  const running = await startIngest({ folder: at, token: 'secret', ...more, listen })
  const stop = loading(at)
  const sink = createSocketEventSink({ at: running.listen, token: 'secret' })
  return {
    open: sink.open,
    async close() {
      await sink.close()
      stop()
      await running.close()
      rmSync(at, { recursive: true })
    },
  }
}

eventSinkContract('the ingest process over a Unix socket', () => served())
eventSinkContract('the ingest process over loopback, with hardly any memory', () =>
  served({ mostInMemory: 2, listen: { port: 0 } }),
)

/** An ingest in this process as a sink, without a socket: for the laws. */
const direct = (ingest: Ingest, lease: string): EventSink => ({
  async open(identity): Promise<OpenImport> {
    const opened = await ingest.open(identity, lease)
    let next = opened.batch + 1
    return {
      ...(opened.resumed && { resumed: opened.resumed }),
      seqBase: opened.seqBase,
      async append(rows) {
        const { kept, duplicates } = await ingest.append(opened.number, lease, next++, copied(rows))
        return { kept, duplicates }
      },
      async finish() {
        const { kept, duplicates } = await ingest.finish(opened.number, lease)
        return { kept, duplicates }
      },
    }
  },
  close: () => ingest.close(),
})

/** As over a socket: ingest writes into what it received, never into what was sent. */
const copied = (batch: RowBatch): RowBatch => ({ ...batch, rows: batch.rows.slice() })

/** Left as a crash leaves them, and held here: collecting them would close their files with a warning. */
const crashed: Ingest[] = []

const claire: ImportIdentity = { workspace: 'default', source: 'lille', key: 'ab'.repeat(32) }
const now = () => Date.UTC(2026, 2, 4)
const noReaders = { now, readers: [] }

describe('ingest', () => {
  it('equals its twin in memory, whatever is imported, resumed, stopped and started again', async () => {
    const words = fc.array(fc.constantFrom('Claire visits', 'Karim calls', 'Claire buys', 'Karim writes'), {
      maxLength: 7,
    })
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ key: fc.nat(2), source: fc.nat(1), given: fc.boolean(), words, last: fc.boolean() }),
      },
      { weight: 1, arbitrary: fc.constant('stop' as const) },
      { weight: 1, arbitrary: fc.constant('crash' as const) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 14 }),
        fc.integer({ min: 1, max: 9 }),
        async (steps, mostInMemory) => {
          rmSync(folder, { recursive: true, force: true })
          const twin = createMemoryEventSink()
          let ingest = await Ingest.open({ folder, ...noReaders, mostInMemory })
          let lease = 0
          for (const one of steps) {
            if (one === 'stop') await ingest.close()
            if (one === 'crash') crashed.push(ingest)
            if (one === 'stop' || one === 'crash') ingest = await Ingest.open({ folder, ...noReaders, mostInMemory })
            else {
              const identity: ImportIdentity = {
                workspace: 'default',
                source: `store-${one.source}`,
                key: `${one.key}${one.source}`,
                ids: (one.key + one.source) % 2 === 0 ? 'content' : 'given',
              }
              const answers = []
              for (const sink of [direct(ingest, `lease ${lease++}`), twin]) {
                const open = await sink.open(identity)
                const kept = await open.append(batchOf(one.words))
                answers.push([open.resumed, kept, one.last ? await open.finish() : undefined])
              }
              expect(answers[0]).toEqual(answers[1])
            }
          }
          expect(await linesOf()).toEqual(twin.rows)
          await ingest.close()
        },
      ),
      { numRuns: 20 },
    )
  })

  it('gives a batch that is sent again the answer that it had, also after a restart', async () => {
    const first = await Ingest.open({ folder, ...noReaders })
    crashed.push(first)
    const { number } = await first.open(claire, 'a')
    const answer = await first.append(number, 'a', 1, batchOf(['Claire visits', 'Claire visits', 'Karim calls']))
    expect(await first.append(number, 'a', 1, batchOf(['Claire visits', 'Claire visits', 'Karim calls']))).toEqual(
      answer,
    )
    const second = await Ingest.open({ folder, ...noReaders })
    expect(await second.append(number, 'a', 1, batchOf(['Claire visits', 'Claire visits', 'Karim calls']))).toEqual(
      answer,
    )
    expect(await linesOf()).toHaveLength(3)
    expect(await second.finish(number, 'a')).toEqual(await second.finish(number, 'a'))
    await second.close()
  })

  it('puts batches that overtake each other back in their order', async () => {
    const ingest = await Ingest.open({ folder, ...noReaders })
    const { number } = await ingest.open(claire, 'a')
    const [third, second, first] = [
      ingest.append(number, 'a', 3, batchOf(['Karim buys'])),
      ingest.append(number, 'a', 2, batchOf(['Karim calls'])),
      ingest.append(number, 'a', 1, batchOf(['Claire visits'])),
    ]
    expect((await Promise.all([first, second, third])).map(({ kept }) => kept)).toEqual([1, 1, 1])
    expect((await linesOf()).map((line) => line.split('\t')[9])).toEqual(['Claire visits', 'Karim calls', 'Karim buys'])
    await ingest.close()
  })

  it('refuses the batches of a run that another one has taken over', async () => {
    const ingest = await Ingest.open({ folder, ...noReaders })
    const { number } = await ingest.open(claire, 'first run')
    await ingest.append(number, 'first run', 1, batchOf(['Claire visits']))
    await ingest.open(claire, 'second run')
    await expect(ingest.append(number, 'first run', 2, batchOf(['Karim calls']))).rejects.toMatchObject({
      refusal: { code: 'import-taken-over' },
    })
    await ingest.close()
  })

  it('refuses what is not rows, and keeps nothing of it', async () => {
    const ingest = await Ingest.open({ folder, ...noReaders })
    const { number } = await ingest.open(claire, 'a')
    const rows = Buffer.from('not a row\n')
    await expect(
      ingest.append(number, 'a', 1, { rows, offsets: Uint32Array.of(0, rows.length), resume: {} }),
    ).rejects.toMatchObject({ refusal: { code: 'batch-malformed' } })
    expect(await ingest.append(number, 'a', 1, batchOf(['Claire visits']))).toMatchObject({ kept: 1 })
    await ingest.close()
  })

  it('loses nothing of what it confirmed to a full disk, and doubles nothing once there is room', async () => {
    let full = false
    const small: Disk = {
      ...disk,
      async write(file, parts, position) {
        if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
        await disk.write(file, parts, position)
      },
    }
    const ingest = await Ingest.open({ folder, ...noReaders, disk: small })
    const { number } = await ingest.open(claire, 'a')
    await ingest.append(number, 'a', 1, batchOf(['Claire visits']))
    full = true
    const refused = await Promise.allSettled([
      ingest.append(number, 'a', 2, batchOf(['Claire visits', 'Karim calls'])),
      ingest.append(number, 'a', 3, batchOf(['Karim calls'])),
    ])
    expect(refused[0]).toMatchObject({ reason: { refusal: { code: 'disk-full' } } })
    expect(refused[1]).toMatchObject({ status: 'rejected' })
    full = false
    expect(await ingest.append(number, 'a', 2, batchOf(['Claire visits', 'Karim calls']))).toMatchObject({ kept: 2 })
    expect(await ingest.append(number, 'a', 3, batchOf(['Karim calls']))).toMatchObject({ kept: 1 })
    expect(new Set((await linesOf()).map((line) => line.slice(0, 36))).size).toBe(4)
    expect(await ingest.finish(number, 'a')).toMatchObject({ kept: 4, duplicates: 0 })
    await ingest.close()
  })

  it('keeps every row once through any failures of the disk, whatever is in flight', async () => {
    const words = fc.array(fc.constantFrom('Claire visits', 'Karim calls', 'Claire buys'), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(words, { minLength: 1, maxLength: 7 }),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        async (batches, fails, mostInMemory) => {
          rmSync(folder, { recursive: true, force: true })
          let calls = 0
          const flaky: Disk = {
            ...disk,
            sync: async (file) => {
              if (fails[calls++]) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
              await disk.sync(file)
            },
          }
          const insisted = async <T>(work: () => Promise<T>): Promise<T> => {
            for (;;) {
              try {
                return await work()
              } catch (problem) {
                if (!(problem instanceof Refused)) throw problem
              }
            }
          }
          const ingest = await Ingest.open({ folder, ...noReaders, disk: flaky, mostInMemory })
          const twin = await createMemoryEventSink()
          const { number } = await insisted(() => ingest.open(claire, 'a'))
          const expected = await twin.open(claire)
          const answers = await Promise.all(
            batches.map((batch, i) => insisted(() => ingest.append(number, 'a', i + 1, batchOf(batch)))),
          )
          for (const [i, batch] of batches.entries())
            expect(answers[i]).toMatchObject(await expected.append(batchOf(batch)))
          expect(await insisted(() => ingest.finish(number, 'a'))).toMatchObject(await expected.finish())
          expect(await linesOf()).toEqual(twin.rows)
          await ingest.close()
        },
      ),
      { numRuns: 12 },
    )
  })

  it('keeps aggregates in a stream of their own, apart from people', async () => {
    const ingest = await Ingest.open({ folder, ...noReaders })
    const { number } = await ingest.open({ ...claire, stream: 'aggregates' }, 'a')
    await ingest.append(number, 'a', 1, batchOf(['Visitors counted']))
    expect((await recordsOf()).map(({ header }) => header.stream)).toEqual(['ledger', 'aggregates'])
    await ingest.close()
  })

  it('forgets the log once every reader has passed it and no start needs it', async () => {
    const ingest = await Ingest.open({ folder, now, segmentBytes: 1 })
    const { number } = await ingest.open(claire, 'a')
    await ingest.append(number, 'a', 1, batchOf(['Claire visits']))
    await ingest.finish(number, 'a')
    const { end } = await ingest.position()
    await ingest.close()
    const again = await Ingest.open({ folder, now, segmentBytes: 1 })
    await again.trim()
    expect(await logReader().first()).toBe(0)
    await logReader().passed(end)
    await again.trim()
    expect(await logReader().first()).toBeGreaterThan(0)
    const more = await again.open({ ...claire, key: 'cd' }, 'b')
    expect(await again.append(more.number, 'b', 1, batchOf(['Claire visits']))).toMatchObject({ duplicates: 1 })
    await again.close()
  })
})

describe('the ingest process', () => {
  let running: RunningIngest
  const start = (more: Partial<Parameters<typeof startIngest>[0]> = {}) =>
    startIngest({ folder, listen: { socket: join(folder, 'ingest.sock') }, token: 'secret', ...more })
  const sinkOf = (patience = 20_000) => createSocketEventSink({ at: running.listen, token: 'secret', patience })

  it('lets in those alone who hold its token', async () => {
    running = await start({ listen: { port: 0 } })
    const stranger = createSocketEventSink({ at: running.listen, token: 'guess' })
    await expect(stranger.open(claire)).rejects.toThrow('401')
    await stranger.close()
    await running.close()
  })

  it('listens on a socket of this account alone', async () => {
    running = await start()
    expect(statSync(join(folder, 'ingest.sock')).mode & 0o077).toBe(0)
    await running.close()
  })

  it('makes a client wait while readers are far behind, and goes on when they have caught up', async () => {
    running = await start({ mostAhead: 600 })
    const sink = sinkOf()
    const open = await sink.open(claire)
    await open.append(batchOf(['Claire visits']))
    let answered = false
    const waiting = open.append(batchOf(['Karim calls'], 1)).then((kept) => {
      answered = true
      return kept
    })
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(answered).toBe(false)
    const stop = loading(folder)
    expect(await waiting).toEqual({ kept: 1, duplicates: 0 })
    expect(await open.finish()).toEqual({ kept: 2, duplicates: 0 })
    stop()
    await sink.close()
    await running.close()
  })

  it('says so where readers do not move at all', async () => {
    running = await start()
    const sink = sinkOf(300)
    const open = await sink.open(claire)
    await open.append(batchOf(['Claire visits']))
    await expect(open.finish()).rejects.toMatchObject({ refusal: { code: 'readers-behind' } })
    await sink.close()
    await running.close()
  })

  it('is no longer asked for once an import is over by another word', async () => {
    running = await start()
    let asked = 0
    const reached = async () => {
      await running.close()
    }
    const sink = createSocketEventSink({ at: running.listen, token: 'secret', reached })
    const open = await sink.open(claire)
    await open.append(batchOf(['Claire visits']))
    expect(await open.finish()).toEqual({ kept: 1, duplicates: 0 })
    const stranger = createServer((socket) => {
      asked++
      socket.destroy()
    })
    stranger.listen(join(folder, 'ingest.sock'))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(asked).toBe(0)
    await new Promise((resolve) => stranger.close(resolve))
    await sink.close()
  })

  it('is waited for while it starts again, and unreachable only after a while', async () => {
    running = await start()
    const stop = loading(folder)
    const [sink, hasty] = [sinkOf(), sinkOf(300)]
    const open = await sink.open(claire)
    await open.append(batchOf(['Claire visits']))
    await running.close()
    const meanwhile = open.append(batchOf(['Claire visits'], 1))
    await expect(hasty.open(claire)).rejects.toMatchObject({ refusal: { code: 'ingest-unreachable' } })
    running = await start()
    expect(await meanwhile).toEqual({ kept: 1, duplicates: 0 })
    expect(await open.finish()).toEqual({ kept: 2, duplicates: 0 })
    stop()
    await sink.close()
    await hasty.close()
    await running.close()
  })
})
