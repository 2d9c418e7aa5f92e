import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Refused } from '../kernel/index.ts'
import { reasonWords } from './reasons.ts'
import type { Rejected } from './row-block.ts'

/** Where the rows that became no event are written, for whoever must put them right. */
export interface RejectedFile {
  readonly path: string
  add(rows: readonly Rejected[]): void
  /** Puts what was added on disk; answers the file's length. */
  save(): number
  close(): void
}

const writable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Beside the file, or in the data folder where the file's own folder cannot be written. */
export const rejectedPath = (file: string, dataFolder: string, key: string): string =>
  writable(dirname(file))
    ? `${file}.rejected.ndjson`
    : join(dataFolder, 'rejected', `${basename(file)}.${key.slice(0, 8)}.rejected.ndjson`)

const diskFull = (file: string) =>
  new Refused({
    code: 'disk-full',
    what: { fr: 'Le disque est plein.', en: 'The disk is full.' },
    remedy: {
      fr: 'Faites de la place, puis relancez la même commande : elle reprendra où elle s’est arrêtée.',
      en: 'Make room, then run the same command again: it goes on where it stopped.',
    },
    at: { file },
  })

/** Opens the file when a first row is rejected, going on after `length` bytes of an interrupted run. Only its owner may read it. */
export const createRejectedFile = (path: string, length: number, language: 'fr' | 'en'): RejectedFile => {
  let handle: number | undefined
  let at = length
  let waiting: string[] = []
  if (length === 0) rmSync(path, { force: true })
  const opened = (): number => {
    if (handle !== undefined) return handle
    mkdirSync(dirname(path), { recursive: true })
    handle = openSync(path, length > 0 ? constants.O_RDWR | constants.O_CREAT : 'w', 0o600)
    if (length > 0) ftruncateSync(handle, length)
    return handle
  }
  const write = () => {
    try {
      writeWaiting()
    } catch (problem) {
      throw problem instanceof Error && 'code' in problem && problem.code === 'ENOSPC' ? diskFull(path) : problem
    }
  }
  const writeWaiting = () => {
    if (waiting.length === 0) return
    const bytes = Buffer.from(waiting.join(''))
    waiting = []
    const file = opened()
    for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from, bytes.length - from, at + from)
    at += bytes.length
  }
  return {
    path,
    add: (rows) => {
      for (const { line, reason, column, row } of rows) {
        const message = reasonWords(reason).what[language]
        waiting.push(`${JSON.stringify({ line, reason, message, ...(column && { column }), ...(row && { row }) })}\n`)
      }
      if (waiting.length > 1000) write()
    },
    save: () => {
      if (waiting.length > 0) {
        write()
        fsyncSync(opened())
      }
      return at
    },
    close: () => {
      write()
      if (handle !== undefined) closeSync(handle)
    },
  }
}
