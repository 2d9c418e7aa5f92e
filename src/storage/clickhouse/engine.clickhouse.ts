import { randomUUID } from 'node:crypto'
import { drainPending, type RawInsertFormat, Session } from 'chdb'
import { EngineError, engineError } from './engine-error.ts'
import { slots } from './slots.ts'
import { asks, placeholdersOf } from './statement.ts'

/** chDB inside this process: three sessions that answer questions and one that writes. */
export interface Engine {
  /** The first chunks are computed before this resolves, so that an early error is thrown here and not amid the answer. */
  query(request: EngineQuery): Promise<AsyncIterable<Uint8Array>>
  /** Inserts rows in a text format, whole or not at all. */
  insert(request: EngineInsert): Promise<{ readonly rows: number }>
  readonly version: string
  readonly waiting: number
  close(): Promise<void>
}

export interface EngineQuery {
  readonly statement: string
  readonly format: string
  readonly settings?: Readonly<Record<string, string>>
  /** Texts as ClickHouse's HTTP interface takes them in `param_x`. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Compute the whole answer before giving any of it. */
  readonly whole?: boolean
  readonly signal?: AbortSignal
}

export interface EngineInsert {
  readonly table: string
  readonly columns?: readonly string[]
  readonly format: string
  readonly bytes: Uint8Array
  readonly settings?: Readonly<Record<string, string>>
}

/** Formats whose chunks may simply follow one another; the others would repeat their header in each chunk. */
const CHUNKED = new Set(['Native', 'RowBinary', 'JSONEachRow', 'JSONCompactEachRow', 'TabSeparated', 'TSV', 'CSV'])
const QUERY_SESSIONS = 3
const LONGEST_QUEUE = 256

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\0': '\\0' }
/** A text as SQL writes it. The statement crosses into C, where a NUL would end it. */
export const quoted = (text: string): string => `'${text.replace(/[\\'\0]/g, (letter) => ESCAPES[letter] ?? letter)}'`

/** Opens chDB on a folder. One process, one folder: the engine refuses a second. */
export const openEngine = (folder: string, connectionArgs: readonly string[]): Engine => {
  const open = () => new Session(folder, { connectionArgs })
  const writer = open()
  const readers = Array.from({ length: QUERY_SESSIONS }, open)
  const version = writer.query('SELECT version()', 'TSVRaw').trim()
  const killing = createKiller(open)
  const asking = slots(readers, LONGEST_QUEUE)
  const writing = slots([writer], LONGEST_QUEUE)
  let closed = false

  const enter = async (request: EngineQuery) => {
    if (closed) throw new EngineError(236, 'ABORTED', 'The engine is stopping')
    const missing = placeholdersOf(request.statement).find((name) => request.parameters?.[name] === undefined)
    if (missing !== undefined)
      throw new EngineError(456, 'UNKNOWN_QUERY_PARAMETER', `Substitution ${quoted(missing)} is not set`)
    const entered = await (asks(request.statement) ? asking : writing).enter(request.signal)
    if (!entered)
      throw new EngineError(202, 'TOO_MANY_SIMULTANEOUS_QUERIES', `${LONGEST_QUEUE} statements wait already`)
    return entered
  }

  return {
    version,
    get waiting() {
      return asking.waiting + writing.waiting
    },
    async query(request) {
      const { place: session, leave } = await enter(request)
      const name = request.signal && randomUUID()
      const named = name ? { ...request, settings: { ...request.settings, [NAMED_BY]: name } } : request
      const unwatch = killing.watch(name ?? '', request.signal)
      let restored = false
      const restore = () => {
        if (restored) return
        restored = true
        unwatch()
        try {
          reset(session, named)
        } finally {
          leave()
        }
      }
      try {
        request.signal?.throwIfAborted()
        set(session, named)
        if (request.whole || !CHUNKED.has(request.format) || !asks(request.statement))
          return await whole(session, request, restore)
        return await chunked(session, request, restore)
      } catch (problem) {
        restore()
        throw engineError(problem)
      }
    },
    async insert({ table, columns, format, bytes, settings = {} }) {
      const entered = await writing.enter()
      if (!entered || closed) throw new EngineError(236, 'ABORTED', 'The engine is stopping')
      try {
        const summary = await entered.place.insert({
          table,
          values: bytes,
          format: format as RawInsertFormat,
          settings,
          ...(columns && { columns }),
        })
        return { rows: summary.rowsWritten }
      } catch (problem) {
        throw engineError(problem)
      } finally {
        entered.leave()
      }
    },
    async close() {
      if (closed) return
      closed = true
      await drainPending()
      for (const session of [...readers, writer]) session.close()
      killing.close()
      await drainPending()
    },
  }
}

/** The setting by which a statement is found among those that run. */
const NAMED_BY = 'log_comment'
/** A statement that nobody waits for may not have begun when it is first looked for. */
const LOOK_AGAIN = 50

/**
 * Stops in the engine what nobody waits for: `KILL QUERY`, from a session of its own, opened when it is first needed. The
 * library gives up waiting where it is told to abort, and leaves the statement running.
 */
const createKiller = (open: () => Session) => {
  let session: Session | undefined
  let closed = false
  const kill = async (name: string): Promise<void> => {
    if (closed) return
    session ??= open()
    try {
      await session.queryAsync(`KILL QUERY WHERE Settings['${NAMED_BY}'] = ${quoted(name)} ASYNC`, { format: 'Null' })
    } catch {
      // It has ended by itself meanwhile.
    }
  }
  return {
    /** Kills the statement once its signal says so, until it has ended: then the answer is called. */
    watch(name: string, signal: AbortSignal | undefined): () => void {
      if (!signal) return () => {}
      let looking: ReturnType<typeof setInterval> | undefined
      const stop = () => {
        void kill(name)
        looking = setInterval(() => void kill(name), LOOK_AGAIN)
      }
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop, { once: true })
      return () => {
        signal.removeEventListener('abort', stop)
        clearInterval(looking)
      }
    },
    close: () => {
      closed = true
      session?.close()
    },
  }
}

/** Settings and parameters are the session's: given before a statement and taken back after it. */
const set = (session: Session, { settings = {}, parameters = {} }: EngineQuery): void => {
  const given = [
    ...Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`),
    ...Object.entries(parameters).map(([name, value]) => `param_${name}=${quoted(value)}`),
  ]
  if (given.length > 0) session.query(`SET ${given.join(', ')}`)
}

const reset = (session: Session, { settings = {} }: EngineQuery): void => {
  const restoring = (names: readonly string[]) => `SET ${names.map((name) => `${name}=DEFAULT`).join(', ')}`
  const names = Object.keys(settings)
  if (names.length === 0) return
  try {
    session.query(restoring(names))
  } catch {
    // One of them is unknown to the engine, which was the refusal; the others may have been set before it.
    for (const name of names) {
      try {
        session.query(restoring([name]))
      } catch {}
    }
  }
}

const whole = async (session: Session, { statement, format }: EngineQuery, restore: () => void) => {
  const answer = await session.queryAsync(statement, { format })
  restore()
  const bytes = answer.bytes()
  return (async function* () {
    if (bytes.length > 0) yield bytes
  })()
}

const chunked = async (session: Session, { statement, format, signal }: EngineQuery, restore: () => void) => {
  const stream = session.queryStream(statement, { format })
  const chunks = stream[Symbol.asyncIterator]()
  const ahead = [await chunks.next()]
  if (!ahead[0]?.done) ahead.push(await chunks.next())
  let over = false
  // A cancelled stream still computes its current chunk; the session is free once it has.
  const finish = async () => {
    if (over) return
    over = true
    signal?.removeEventListener('abort', finish)
    await chunks.return?.(undefined)
    restore()
  }
  if (signal?.aborted) await finish()
  signal?.addEventListener('abort', finish, { once: true })
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    if (over) return { done: true, value: undefined }
    try {
      const chunk = ahead.shift() ?? (await chunks.next())
      if (!chunk.done) return { done: false, value: chunk.value.raw() }
    } catch (problem) {
      await finish()
      throw engineError(problem)
    }
    await finish()
    return { done: true, value: undefined }
  }
  const close = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    await finish()
    return { done: true, value: undefined }
  }
  return { [Symbol.asyncIterator]: () => ({ next, return: close }) }
}
