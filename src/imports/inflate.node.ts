import { createGunzip } from 'node:zlib'

/** Compressed bytes are fed in small pieces, so that even a gzip bomb inflates to some megabytes at a time. */
const PIECE = 1 << 14

async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE)
}

/** A gunzip that gives back, write by write, everything that a piece holds. */
const createInflater = () => {
  const gunzip = createGunzip({ chunkSize: 1 << 17 })
  let out: Buffer[] = []
  let problem: unknown
  let settle = () => {}
  gunzip.on('data', (chunk: Buffer) => out.push(chunk))
  gunzip.on('error', (error) => {
    problem = error
    settle()
  })
  const settled = async (start: (resolve: () => void) => void): Promise<Buffer[]> => {
    await new Promise<void>((resolve) => {
      settle = resolve
      start(resolve)
    })
    const given = out
    out = []
    return given
  }
  return {
    write: (piece: Buffer) => settled((resolve) => gunzip.write(piece, () => resolve())),
    end: () => settled((resolve) => gunzip.once('end', resolve).end()),
    problem: () => problem,
    destroy: () => gunzip.destroy(),
  }
}

const isDamage = (problem: unknown) =>
  problem instanceof Error && 'code' in problem && problem.code !== 'Z_BUF_ERROR' && problem.code !== undefined

/**
 * Inflates a gzip as far as it can be: everything before the damage is given, then `damage` is told.
 * zlib gives nothing of the write in which it meets damage; that piece is then read again byte by byte.
 */
export async function* inflate(
  compressed: () => AsyncIterable<Buffer>,
  damage: (problem: unknown) => void,
): AsyncGenerator<Buffer> {
  const inflater = createInflater()
  let pieces = 0
  let given = 0
  try {
    for await (const piece of inPieces(compressed())) {
      for (const out of await inflater.write(piece)) {
        given += out.length
        yield out
      }
      if (inflater.problem() !== undefined) break
      pieces++
    }
    if (inflater.problem() === undefined)
      for (const out of await inflater.end()) {
        given += out.length
        yield out
      }
  } finally {
    inflater.destroy()
  }
  const problem = inflater.problem()
  if (problem === undefined) return
  if (isDamage(problem)) yield* rest(compressed(), pieces, given)
  damage(problem)
}

/** What a damaged piece still holds beyond the bytes already given. */
async function* rest(compressed: AsyncIterable<Buffer>, sound: number, given: number): AsyncGenerator<Buffer> {
  const inflater = createInflater()
  let seen = 0
  let index = 0
  try {
    for await (const piece of inPieces(compressed)) {
      const step = index++ < sound ? piece.length : 1
      for (let at = 0; at < piece.length; at += step)
        for (const out of await inflater.write(piece.subarray(at, at + step))) {
          const fresh = out.subarray(Math.max(0, given - seen))
          seen += out.length
          if (fresh.length > 0) yield fresh
        }
      if (inflater.problem() !== undefined) return
    }
  } finally {
    inflater.destroy()
  }
}
