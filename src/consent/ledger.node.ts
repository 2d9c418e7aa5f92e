import { hash } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readEvents } from '../events/index.ts'
import { asId } from '../kernel/index.ts'
import { createLedger, GIVEN, type Ledger, WITHDRAWN, type Word, wordOf } from './word.ts'

/** The consents of a data folder as the collecting process knows them: it asks no database. Mode 0600, no identifier in clear. */
const ledgerFile = (dataFolder: string): string => join(dataFolder, 'consents.log')

const keyOf = ({ workspace, identifier, purpose }: Pick<Word, 'workspace' | 'identifier' | 'purpose'>): string =>
  hash('sha256', JSON.stringify([workspace, identifier, purpose]), 'base64url').slice(0, 22)

const SAYS = [GIVEN, WITHDRAWN].map((name) => Buffer.from(`\t${name}\t`))

/** What rows on their way to the log say of consent. */
const wordsIn = (rows: Uint8Array): Word[] => {
  const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)
  if (!SAYS.some((name) => bytes.includes(name))) return []
  return readEvents(rows).flatMap((event) => wordOf(event) ?? [])
}

export interface KeptLedger extends Pick<Ledger, 'allows' | 'hear'> {
  /** Keeps what rows say of consent; resolves once it is on disk, before they are kept themselves. */
  keep(rows: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** A line is a key, 1 or 0, and when; one that was cut off by a crash belongs to rows that were not acknowledged. */
const readLines = (text: string, hear: (key: string, given: boolean, at: number) => void): void => {
  for (const line of text.split('\n')) {
    const [key = '', given, at] = line.split(' ')
    if (key.length === 22 && at !== undefined) hear(key, given === '1', Number(at))
  }
}

/** Opens the ledger of a data folder, for the one process that keeps events. */
export const openLedger = async (dataFolder: string): Promise<KeptLedger> => {
  const path = ledgerFile(dataFolder)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  // Names of what is in the file are hashes already: they stand for themselves.
  const ledger = createLedger(({ identifier, ...word }) =>
    identifier.startsWith('\0') ? identifier.slice(1) : keyOf({ identifier, ...word }),
  )
  const told = await readFile(path, 'utf8').catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === 'ENOENT') return ''
    throw problem
  })
  readLines(told, (key, given, at) =>
    ledger.hear({ workspace: asId(''), identifier: `\0${key}`, purpose: '', given, at }),
  )
  const file = await open(path, 'a', 0o600)
  if (told !== '' && !told.endsWith('\n')) await file.write('\n')
  return {
    allows: ledger.allows,
    hear: ledger.hear,
    async keep(rows) {
      const words = wordsIn(rows)
      if (words.length === 0) return
      await file.write(words.map((word) => `${keyOf(word)} ${word.given ? 1 : 0} ${word.at}\n`).join(''))
      await file.datasync()
      for (const word of words) ledger.hear(word)
    },
    close: () => file.close(),
  }
}
