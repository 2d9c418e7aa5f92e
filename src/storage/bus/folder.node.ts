import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A segment holds whole records; its file is named by the offset of its first one. */
export interface Segment {
  readonly base: number
  readonly path: string
}

export const segmentPath = (folder: string, base: number): string =>
  join(folder, `${String(base).padStart(20, '0')}.log`)

export const durablePath = (folder: string): string => join(folder, 'durable')

export const readersFolder = (folder: string): string => join(folder, 'readers')

/** The segments of a log, oldest first; none where the folder does not exist yet. */
export const segmentsOf = async (folder: string): Promise<Segment[]> => {
  const names = await readdir(folder).catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === 'ENOENT') return []
    throw problem
  })
  return names
    .filter((name) => /^\d{20}\.log$/.test(name))
    .map((name) => ({ base: Number(name.slice(0, 20)), path: join(folder, name) }))
    .sort((a, b) => a.base - b.base)
}

/** An offset kept in eight bytes of a file, rewritten in place: small enough to be read whole by another process. */
export interface Mark {
  write(offset: number): void
  close(): void
}

export const openMark = (path: string): Mark => {
  const file = openSync(path, 'a+')
  closeSync(file)
  const place = openSync(path, 'r+')
  const bytes = Buffer.alloc(8)
  return {
    write(offset) {
      bytes.writeBigUInt64LE(BigInt(offset))
      writeSync(place, bytes, 0, 8, 0)
    },
    close: () => closeSync(place),
  }
}

/** The offset in a mark's file; undefined where it was never written. */
export const readMark = (path: string): number | undefined => {
  try {
    const place = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(8)
      return readSync(place, bytes, 0, 8, 0) === 8 ? Number(bytes.readBigUInt64LE()) : undefined
    } finally {
      closeSync(place)
    }
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw problem
  }
}
