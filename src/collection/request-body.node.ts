import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** What the protocol's clients are told that a request may hold; inflated, where it comes compressed. */
export const MOST_BYTES = 4 << 20

export type UnreadBody = 'too-large' | 'malformed'
const inflate = promisify(gunzip)

/** The body of a request, inflated, or why it is not read. */
export const readBytes = async (request: IncomingMessage): Promise<Buffer | UnreadBody> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MOST_BYTES) return 'too-large'
    parts.push(part)
  }
  const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, size)
  if (request.headers['content-encoding'] !== 'gzip') return bytes
  try {
    return await inflate(bytes, { maxOutputLength: MOST_BYTES })
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'malformed'
  }
}
