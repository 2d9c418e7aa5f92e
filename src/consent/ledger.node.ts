import { hash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Event, readEvents } from '../events/index.ts'
import { createStandingWords, type StandingWords } from './standing-words.ts'
import { GIVEN, type Ledger, WITHDRAWN, type Word, wordOf } from './word.ts'

/** The consents of a data folder as the collecting process knows them: it asks no database. Mode 0600, no identifier in clear. */
const ledgerFile = (dataFolder: string): string => join(dataFolder, 'consents.log')

const keyOf = (about: About): string =>
  hash('sha256', JSON.stringify([about.workspace, about.identifier, about.purpose]), 'base64url').slice(0, 22)

type About = Pick<Word, 'workspace' | 'identifier' | 'purpose'>

/** Who comes once comes again within moments: their keys are not reckoned for each interaction. */
const MOST_KEYS = 20_000
const rememberedKeys = (): ((about: About) => string) => {
  // One purpose of one workspace is asked for again and again: its identifiers are looked up as they are.
  const scopes = new Map<string, Map<string, string>>()
  let last: { readonly workspace: string; readonly purpose: string; readonly keys: Map<string, string> } | undefined
  let size = 0
  const keysOf = ({ workspace, purpose }: About): Map<string, string> => {
    if (last?.workspace === workspace && last.purpose === purpose) return last.keys
    const scope = `${workspace}\0${purpose}`
    const keys = scopes.get(scope) ?? new Map<string, string>()
    scopes.set(scope, keys)
    last = { workspace, purpose, keys }
    return keys
  }
  return (about) => {
    const keys = keysOf(about)
    const known = keys.get(about.identifier)
    if (known !== undefined) return known
    if (++size > MOST_KEYS) {
      for (const each of scopes.values()) each.clear()
      size = 1
    }
    const key = keyOf(about)
    keys.set(about.identifier, key)
    return key
  }
}

const SAYS = [GIVEN, WITHDRAWN].map((name) => Buffer.from(`\t${name}\t`))
const LF = 10

/** What rows on their way to the log say of consent: only the lines that may say something are read. */
const wordsIn = (rows: Uint8Array): Word[] => {
  const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)
  const lines = new Map<number, Word>()
  for (const name of SAYS)
    for (let at = bytes.indexOf(name); at >= 0; ) {
      const start = bytes.lastIndexOf(LF, at) + 1
      const end = bytes.indexOf(LF, at) + 1 || bytes.length
      const [word] = readEvents(bytes.subarray(start, end)).flatMap((event) => wordOf(event) ?? [])
      if (word) lines.set(start, word)
      at = bytes.indexOf(name, end)
    }
  return [...lines].sort(([x], [y]) => x - y).map(([, word]) => word)
}

const wordsOf = (events: readonly Event[]): Word[] => {
  const words: Word[] = []
  for (const event of events) {
    const word = wordOf(event)
    if (word) words.push(word)
  }
  return words
}

export interface KeptLedger extends Pick<Ledger, 'allows' | 'hear'> {
  /** Keeps what rows say of consent, read before this returns; resolves once it is on disk. Those that wait together share one sync. */
  keep(rows: Uint8Array): Promise<void>
  /** The same of events that are not rows yet. */
  keepOf(events: readonly Event[]): Promise<void>
  close(): Promise<void>
}

/** A line is a key, 1 or 0, and when; one that was cut off by a crash belongs to rows that were not acknowledged. */
const readLines = (text: string, hear: (key: string, given: boolean, at: number) => void): void => {
  for (const line of text.split('\n')) {
    const [key = '', given, at] = line.split(' ')
    if (key.length === 22 && at !== undefined) hear(key, given === '1', Number(at))
  }
}

/** Where words on the same are so many, what they come to is written anew when the ledger is opened. */
const MOST_SAID_AGAIN = 2

/** The words that hold, beside the file and then in its place: whole before a crash and after it. */
const writeAnew = async (path: string, told: string, standing: StandingWords): Promise<void> => {
  const lines: string[] = []
  readLines(told, (key, given, at) => {
    const stands = standing.get(key)
    if (stands?.given === given && stands.at === at) lines.push(`${key} ${given ? 1 : 0} ${at}\n`)
  })
  const fresh = `${path}.new`
  const file = await open(fresh, 'w', 0o600)
  await file.writeFile(lines.join(''))
  await file.datasync()
  await file.close()
  await rename(fresh, path)
}

/** Opens the ledger of a data folder, for the one process that keeps events. */
export const openLedger = async (dataFolder: string): Promise<KeptLedger> => {
  const path = ledgerFile(dataFolder)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const keyed = rememberedKeys()
  const standing = createStandingWords()
  const told = await readFile(path, 'utf8').catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === 'ENOENT') return ''
    throw problem
  })
  let lines = 0
  readLines(told, (key, given, at) => {
    lines += 1
    standing.hear(key, { given, at })
  })
  const shorter = lines > MOST_SAID_AGAIN * standing.size
  if (shorter) await writeAnew(path, told, standing)
  const file = await open(path, 'a', 0o600)
  if (!shorter && told !== '' && !told.endsWith('\n')) await file.write('\n')
  const hear = (word: Word) => standing.hear(keyed(word), word)
  let waiting = ''
  let writing: Promise<unknown> = Promise.resolve()
  let next: Promise<void> | undefined
  const write = async (): Promise<void> => {
    const lines = waiting
    waiting = ''
    next = undefined
    await file.write(lines)
    await file.datasync()
  }
  const written = (lines: string): Promise<void> => {
    waiting += lines
    next ??= writing.then(write)
    writing = next.catch(() => undefined)
    return next
  }
  const keep = async (words: readonly Word[]): Promise<void> => {
    if (words.length === 0) return
    await written(words.map((word) => `${keyed(word)} ${word.given ? 1 : 0} ${word.at}\n`).join(''))
    for (const word of words) hear(word)
  }
  return {
    allows: (workspace, identifier, purpose) => standing.get(keyed({ workspace, identifier, purpose }))?.given === true,
    hear,
    keep: (rows) => keep(wordsIn(rows)),
    keepOf: (events) => keep(wordsOf(events)),
    async close() {
      await writing
      await file.close()
    },
  }
}
