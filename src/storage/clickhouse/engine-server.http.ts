import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import type { Engine } from './engine.clickhouse.ts'
import { EngineError, engineError, errorText, statusOf } from './engine-error.ts'
import { admittedSettings, insertSettings } from './settings.ts'
import { isSigned, SIGNATURE_HEADER, signStatement } from './signature.node.ts'
import { asks, formatOf, insertOf, refusedBecause } from './statement.ts'

/** Rows of one insert, at most: larger ones come in blocks. */
const LARGEST_BODY = 64 * 1024 * 1024
/** Parameters travel in the URL; ClickHouse's own limit. */
const LONGEST_URL = 1024 * 1024
/** A client that stops reading gives its place back. */
const STALLED_AFTER = 150_000

interface ServerOptions {
  /** Absent where a ClickHouse server answers questions, and this process only its own pages. */
  readonly engine?: Engine | undefined
  readonly secret: string
  /** Beside ClickHouse's own paths: what answers `GET path` as JSON. */
  readonly pages?: Readonly<Record<string, (asked: URLSearchParams) => unknown>>
}

/** ClickHouse's HTTP interface over chDB, for ClickHouse's own clients: signed statements only. */
export const engineServer = (options: ServerOptions): Server => {
  const server = createServer({ maxHeaderSize: LONGEST_URL }, (request, response) => {
    answer(options, request, response).catch((problem: unknown) => fail(response, engineError(problem)))
  })
  server.requestTimeout = 0
  server.on('timeout', (socket) => socket.destroy())
  server.keepAliveTimeout = 10_000
  return server
}

const answer = async (options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? '/', 'http://engine')
  if (url.pathname === '/ping') return void response.end('Ok.\n')
  authenticate(options.secret, request, url)
  const page = options.pages?.[url.pathname]
  if (page && request.method === 'GET') {
    response.setHeader('content-type', 'application/json')
    return void response.end(JSON.stringify(await page(url.searchParams)))
  }
  const { engine } = options
  if (url.pathname !== '/' || !engine) throw new EngineError(60, 'UNKNOWN_TABLE', `There is no path ${url.pathname}`)
  const body = await bodyOf(request)
  const parameters: Record<string, string> = {}
  const settings: Record<string, string> = {}
  for (const [name, value] of url.searchParams) {
    if (name.startsWith('param_')) parameters[name.slice(6)] = value
    else settings[name] = value
  }
  const inUrl = url.searchParams.get('query')
  const statement = inUrl ?? body.toString()
  admit(options.secret, statement, request)
  const admitted = admittedSettings(settings)
  response.setHeader('x-clickhouse-query-id', url.searchParams.get('query_id') ?? '')
  response.setHeader('x-clickhouse-server-display-name', 'parcours')
  response.setHeader('x-clickhouse-timezone', 'UTC')
  const insert = inUrl === null ? undefined : insertOf(inUrl)
  if (insert) {
    const { table, columns, format } = insert
    const { rows } = await engine.insert({
      table,
      format,
      bytes: body,
      settings: insertSettings(admitted),
      ...(columns && { columns }),
    })
    summarise(response, rows, body.length)
    return void response.end()
  }
  await reply(engine, request, response, {
    statement: inUrl !== null && body.length > 0 ? `${inUrl}\n${body.toString()}` : statement,
    settings: admitted,
    parameters,
    fallbackFormat: String(request.headers['x-clickhouse-format'] ?? settings.default_format ?? 'TabSeparated'),
    whole: settings.wait_end_of_query === '1',
    compressed: settings.enable_http_compression === '1' && /\bgzip\b/.test(request.headers['accept-encoding'] ?? ''),
  })
}

const authenticate = (secret: string, request: IncomingMessage, url: URL): void => {
  const header = request.headers.authorization ?? ''
  const given = header.startsWith('Basic ')
    ? Buffer.from(header.slice(6), 'base64').toString().split(':').slice(1).join(':')
    : header.startsWith('Bearer ')
      ? header.slice(7)
      : (request.headers['x-clickhouse-key'] ?? url.searchParams.get('password') ?? '')
  // Compared through their signatures, so that the time taken tells nothing.
  if (!isSigned(secret, String(given), signStatement(secret, secret)))
    throw new EngineError(516, 'AUTHENTICATION_FAILED', 'Authentication failed: the secret of this folder is wrong')
}

const admit = (secret: string, statement: string, request: IncomingMessage): void => {
  const signature = request.headers[SIGNATURE_HEADER]
  if (!isSigned(secret, statement, typeof signature === 'string' ? signature : undefined))
    throw new EngineError(497, 'ACCESS_DENIED', 'Only statements signed for this folder are accepted')
  const reason = refusedBecause(statement)
  if (reason) throw new EngineError(497, 'ACCESS_DENIED', `This statement is refused: ${reason}`)
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const stream = request.headers['content-encoding'] === 'gzip' ? pipeline(request, createGunzip(), () => {}) : request
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > LARGEST_BODY) throw new EngineError(1001, 'QUERY_IS_TOO_LARGE', 'The body is larger than 64 MB')
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

interface Reply {
  readonly statement: string
  readonly settings: Readonly<Record<string, string>>
  readonly parameters: Readonly<Record<string, string>>
  readonly fallbackFormat: string
  readonly whole: boolean
  readonly compressed: boolean
}

const reply = async (engine: Engine, request: IncomingMessage, response: ServerResponse, wanted: Reply) => {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new EngineError(394, 'QUERY_WAS_CANCELLED', 'The client left'))
  })
  const format = formatOf(wanted.statement) ?? wanted.fallbackFormat
  const chunks = await engine.query({ ...wanted, format, signal: gone.signal })
  const tag = randomBytes(12).toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 16)
  response.setHeader('x-clickhouse-format', format)
  response.setHeader('x-clickhouse-exception-tag', tag)
  response.setHeader(
    'content-type',
    /JSON/.test(format) ? 'application/json; charset=UTF-8' : 'application/octet-stream',
  )
  if (!asks(wanted.statement)) summarise(response, 0, 0)
  const out = wanted.compressed ? createGzip({ level: 1 }) : response
  if (out !== response) {
    response.setHeader('content-encoding', 'gzip')
    out.pipe(response)
  }
  request.socket.setTimeout(STALLED_AFTER)
  try {
    for await (const chunk of chunks) {
      if (gone.signal.aborted) break
      if (!out.write(chunk)) await once(out, 'drain', { signal: gone.signal }).catch(() => undefined)
    }
    out.end()
  } catch (problem) {
    interrupt(response, out, tag, engineError(problem))
  } finally {
    request.socket.setTimeout(0)
  }
}

/** The status has left already: say why at the end, as ClickHouse does since 25.11, and break the transfer off. */
const interrupt = (response: ServerResponse, out: NodeJS.WritableStream, tag: string, error: EngineError): void => {
  const text = errorText(error)
  const told = `\r\n__exception__\r\n${tag}\r\n${text}${Buffer.byteLength(text)} ${tag}\r\n__exception__\r\n`
  if (out === response) out.write(told, () => response.destroy())
  else response.destroy()
}

const fail = (response: ServerResponse, error: EngineError): void => {
  if (response.headersSent) return void response.destroy()
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  response.writeHead(statusOf(error.code), {
    'content-type': 'text/plain; charset=UTF-8',
    'x-clickhouse-exception-code': String(error.code),
    // A refused body may still be on its way.
    connection: 'close',
  })
  response.end(errorText(error))
}

const summarise = (response: ServerResponse, rows: number, bytes: number): void => {
  const summary = { read_rows: '0', read_bytes: '0', written_rows: String(rows), written_bytes: String(bytes) }
  response.setHeader('x-clickhouse-summary', JSON.stringify(summary))
}
