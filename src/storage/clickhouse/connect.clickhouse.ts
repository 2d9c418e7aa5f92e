import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client'
import type { Analytics, Parameters } from './analytics.ts'
import { engineError } from './engine-error.ts'
import { blockSettings } from './settings.ts'
import { SIGNATURE_HEADER, signStatement } from './signature.node.ts'

/** Where the engine listens; the secret where it is this machine's, which runs signed statements only. */
export interface AnalyticsAddress {
  /** `http(s)://[user:password@]host:port[/database]` */
  readonly url: string
  readonly secret?: string
}

const REQUEST_TIMEOUT = 300_000

/** The analytical engine over HTTP: chDB on this machine, or a ClickHouse server, through the same client. */
export const connectAnalytics = ({ url, secret }: AnalyticsAddress): Analytics => {
  const client = createClient({
    url,
    application: 'parcours',
    request_timeout: REQUEST_TIMEOUT,
    max_open_connections: 16,
    // Problems are thrown; the client's own log would repeat them.
    log: { level: ClickHouseLogLevel.OFF },
    ...(secret && { username: 'parcours', password: secret }),
  })
  const signed = (statement: string) => (secret ? { [SIGNATURE_HEADER]: signStatement(secret, statement) } : {})
  /** Ours stops a statement whose client left; a server is told so by name. */
  const killed = (id: string): void => {
    if (secret) return
    const statement = 'KILL QUERY WHERE query_id = {id:String} ASYNC'
    void client.command({ query: statement, query_params: { id } }).catch(() => undefined)
  }
  const ask = async (
    text: string,
    parameters: Parameters | undefined,
    settings: ClickHouseSettings,
    signal?: AbortSignal,
  ) => {
    signal?.throwIfAborted()
    // The client trims a statement before it leaves, and the signature is of what arrives.
    const statement = text.trim()
    const id = randomUUID()
    const leave = () => killed(id)
    signal?.addEventListener('abort', leave, { once: true })
    const done = () => signal?.removeEventListener('abort', leave)
    try {
      const { stream } = await client.exec({
        query: statement,
        query_id: id,
        http_headers: signed(statement),
        // A server stops what only answers once its client has left, however it left.
        clickhouse_settings: { ...settings, ...(!secret && { cancel_http_readonly_queries_on_client_close: 1 }) },
        ...(parameters && { query_params: parameters as Record<string, unknown> }),
        ...(signal && { abort_signal: signal }),
      })
      return until(stream, signal, done)
    } catch (problem) {
      done()
      throw signal?.aborted ? signal.reason : problem
    }
  }

  return {
    async rows<Row>(statement: string, parameters?: Parameters, signal?: AbortSignal): Promise<Row[]> {
      const settings = {
        output_format_json_quote_64bit_integers: 1,
        output_format_json_quote_denormals: 1,
        wait_end_of_query: 1,
      } as const
      const stream = await ask(`${statement}\nFORMAT JSONEachRow`, parameters, settings, signal)
      return linesOf(stream).then((lines) => lines.map((line) => JSON.parse(line) as Row))
    },
    async bytes(statement, format, parameters, signal) {
      if (!/^[A-Za-z0-9]+$/.test(format)) throw new Error(`A format's name is letters and digits: ${format}`)
      // A server sends its status before the answer is complete, unless it is told to wait; ours breaks the transfer off.
      const settings = secret ? {} : ({ wait_end_of_query: 1 } as const)
      const stream = await ask(`${statement}\nFORMAT ${format}`, parameters, settings, signal)
      return unbroken(stream)
    },
    async run(statement, parameters) {
      await linesOf(await ask(statement, parameters, { wait_end_of_query: 1 }))
    },
    async insert(table, columns, format, bytes, token) {
      const statement = `INSERT INTO ${table} (${columns.join(', ')}) FORMAT ${format}`
      await insert(client, statement, signed(statement), bytes, token)
    },
    close: () => client.close(),
  }
}

/** An answer as it comes, broken off where its signal says so. */
async function* until(
  stream: AsyncIterable<Uint8Array> & { destroy(): void },
  signal: AbortSignal | undefined,
  done: () => void,
): AsyncGenerator<Uint8Array> {
  const stop = () => stream.destroy()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted()
      yield chunk
    }
    signal?.throwIfAborted()
  } catch (problem) {
    throw signal?.aborted ? signal.reason : problem
  } finally {
    signal?.removeEventListener('abort', stop)
    done()
  }
}

const insert = async (
  client: ClickHouseClient,
  statement: string,
  headers: Record<string, string>,
  bytes: Uint8Array,
  token: string | undefined,
): Promise<void> => {
  const { stream } = await client.exec({
    query: statement,
    values: Readable.from([bytes], { objectMode: false }),
    http_headers: headers,
    clickhouse_settings: {
      wait_end_of_query: 1,
      async_insert: 0,
      ...blockSettings(token),
    },
  })
  await linesOf(stream)
}

const linesOf = async (stream: AsyncIterable<Uint8Array>): Promise<string[]> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of unbroken(stream)) chunks.push(chunk)
  return Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
}

/** The end of an answer long enough to hold ClickHouse's account of what went wrong amid it. */
const TAIL = 16_384

/** An answer whose interruption is thrown as the engine's error, where its end tells one. */
async function* unbroken(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let tail: Uint8Array = new Uint8Array()
  try {
    for await (const chunk of stream) {
      tail = chunk.length >= TAIL ? chunk.subarray(-TAIL) : Buffer.concat([tail.subarray(-TAIL), chunk])
      yield chunk
    }
  } catch (problem) {
    const text = Buffer.from(tail).toString('utf8')
    const told = text.lastIndexOf('__exception__', text.lastIndexOf('__exception__') - 1)
    throw told < 0 ? problem : engineError(text.slice(text.indexOf('Code:', told), text.lastIndexOf(')') + 1))
  }
}
