import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Refusal, Refused } from '../kernel/index.ts'
import { frameBatch } from './batch-frame.ts'
import type { EventSink, ImportIdentity, Kept, OpenImport, ResumePoint, RowBatch } from './event-sink.ts'

export interface SocketSinkOptions {
  /** Where ingest listens: its Unix socket, or its port of loopback. */
  readonly at: { readonly socket: string } | { readonly port: number }
  readonly token: string
  /**
   * Resolves once everything before an offset of the log can be queried; stops when `over`. The loader's word in the log is
   * taken as well, whichever comes first.
   */
  readonly reached?: (offset: number, over: AbortSignal) => Promise<void>
  /** How long to wait for an ingest process that does not answer, or for readers that do not move: milliseconds. */
  readonly patience?: number
}

interface Reply {
  readonly status: number
  readonly body: Record<string, unknown>
}

interface Positions {
  readonly end: number
  readonly readers: Readonly<Record<string, number>>
}

interface Opened {
  readonly number: number
  readonly seqBase: number
  readonly batch: number
  readonly resumed?: Kept & { readonly resume: ResumePoint }
}

/** Batches sent before the first one is answered: one travels while another is synced. */
const IN_FLIGHT = 3
const ANSWER_WITHIN = 60_000

const unreachable = () =>
  new Refused({
    code: 'ingest-unreachable',
    what: {
      fr: 'Le processus de collecte ne répond pas. Ce qu’il a déjà confirmé est gardé.',
      en: 'The ingest process does not answer. What it has confirmed is kept.',
    },
    remedy: {
      fr: 'Vérifiez que parcours start fonctionne, puis relancez la même commande : elle reprend où elle s’est arrêtée.',
      en: 'Check that parcours start is running, then run the same command again: it resumes where it stopped.',
    },
  })

/** Sends a request until it is answered: what is sent again is recognised, so that repeating it is harmless. */
const createLine = ({ at, token, patience = 120_000 }: SocketSinkOptions) => {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT + 2 })
  const place = 'socket' in at ? { socketPath: at.socket } : { host: '127.0.0.1', port: at.port }

  const once = (method: string, path: string, lease: string, parts: readonly Uint8Array[]): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const length = parts.reduce((sum, part) => sum + part.length, 0)
      const headers = { authorization: `Bearer ${token}`, 'x-lease': lease, 'content-length': length }
      const sent = request({ ...place, agent, method, path, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          try {
            resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) })
          } catch (problem) {
            reject(problem)
          }
        })
      })
      sent.setTimeout(ANSWER_WITHIN, () => sent.destroy(new Error('No answer in time')))
      sent.on('error', reject)
      for (const part of parts) sent.write(part)
      sent.end()
    })

  const ask = async <T>(
    method: string,
    path: string,
    lease = '',
    parts: readonly Uint8Array[] = [],
    stopped: () => unknown = () => undefined,
  ): Promise<T> => {
    let since = performance.now()
    let progress = ''
    for (let attempt = 0; ; attempt++) {
      if (stopped()) throw stopped()
      const reply = await once(method, path, lease, parts).catch(() => undefined)
      if (reply?.status === 200) return reply.body as T
      const refusal = reply?.body.refusal as Refusal | undefined
      const waits = reply === undefined || reply.status === 429 || refusal?.code === 'batch-out-of-order'
      if (!waits) throw refusal ? new Refused(refusal) : new Error(`Ingest answered ${reply.status} to ${path}`)
      const moved = JSON.stringify(reply?.body.progress ?? '')
      if (moved !== progress) since = performance.now()
      progress = moved
      if (performance.now() - since > patience) throw refusal ? new Refused(refusal) : unreachable()
      await pause(reply?.status === 429 ? 250 : Math.min(1000, 25 * 2 ** attempt))
    }
  }

  return { ask, close: () => agent.destroy() }
}

type Line = ReturnType<typeof createLine>

/** Waits until the loader says in the log that it has passed an offset. */
const passedBy = (line: Line, patience: number) => async (offset: number, over: AbortSignal) => {
  let last = -1
  let since = performance.now()
  for (;;) {
    const { readers } = await line.ask<Positions>('GET', '/log', '', [], () => over.aborted && over.reason)
    const position = readers.loader ?? 0
    if (over.aborted || position >= offset) return
    if (position !== last) since = performance.now()
    last = position
    if (performance.now() - since > patience) throw behind()
    await pause(25)
  }
}

const behind = () =>
  new Refused({
    code: 'readers-behind',
    what: {
      fr: 'Les lignes sont gardées, mais l’analyse ne les charge plus.',
      en: 'The rows are kept, but analytics has stopped loading them.',
    },
    remedy: {
      fr: 'Voyez le journal du processus analytics ; le chargement reprend quand il redémarre.',
      en: 'Look at the journal of the analytics process; loading goes on when it starts again.',
    },
  })

const openOver = async (
  line: Line,
  reached: (offset: number) => Promise<void>,
  identity: ImportIdentity,
): Promise<OpenImport> => {
  const lease = randomUUID()
  const bytes = [new TextEncoder().encode(JSON.stringify(identity))]
  const { number, seqBase, batch, resumed } = await line.ask<Opened>('POST', '/imports', lease, bytes)
  let next = batch + 1
  let failure: unknown
  const inFlight: Promise<unknown>[] = []

  const send = async (numbered: number, rows: RowBatch, room: Promise<unknown> | undefined): Promise<Kept> => {
    await room
    const path = `/imports/${number}/batches/${numbered}`
    try {
      const { kept, duplicates } = await line.ask<Kept>('POST', path, lease, frameBatch(rows), () => failure)
      return { kept, duplicates }
    } catch (problem) {
      // Those behind it cannot be kept without it.
      failure ??= problem
      throw problem
    }
  }
  return {
    ...(resumed && { resumed }),
    seqBase,
    append(rows) {
      const sent = send(next++, rows, inFlight.length >= IN_FLIGHT ? inFlight.shift() : undefined)
      inFlight.push(sent.catch(() => undefined))
      return sent
    },
    async finish() {
      await Promise.all(inFlight)
      if (failure) throw failure
      const { kept, duplicates, end } = await line.ask<Kept & { end: number }>(
        'POST',
        `/imports/${number}/finish`,
        lease,
      )
      if (end > 0) await reached(end)
      return { kept, duplicates }
    },
  }
}

/**
 * The client of the ingest process. It sends a batch again until it is answered, through a process that is killed and started
 * again, and waits where ingest says that its readers are behind.
 */
export const createSocketEventSink = (options: SocketSinkOptions): EventSink => {
  const line = createLine(options)
  const words = [...(options.reached ? [options.reached] : []), passedBy(line, options.patience ?? 120_000)]
  // Either word is good: a server killed and started again may answer elsewhere, while its log stays where it was.
  const reached = async (offset: number): Promise<void> => {
    const over = new AbortController()
    try {
      await Promise.any(words.map((word) => word(offset, over.signal)))
    } catch (problem) {
      throw problem instanceof AggregateError ? problem.errors[0] : problem
    } finally {
      over.abort()
    }
  }
  return {
    open: (identity) => openOver(line, reached, identity),
    close: async () => line.close(),
  }
}
