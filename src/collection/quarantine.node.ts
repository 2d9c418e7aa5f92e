import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY, iso } from '../kernel/index.ts'
import type { Quarantine, Quarantined, SetAside } from './quarantine.ts'

const KEPT_FOR = 30 * DAY
const FILE = /^(\d{4}-\d\d-\d\d)\.(?:ndjson|gone)$/
const ID = /^(\d{4}-\d\d-\d\d)\.(\d{1,15})$/
/** A source gone wrong fills no disk: beyond this a day's messages are counted and no longer written. */
const MOST_A_DAY = 256 << 20
/** Of a day's file, so much from its end is looked through for a list. */
const LOOKED_THROUGH = 8 << 20
const LONGEST_LINE = 4 << 20

const LF = 10
const END = Buffer.of(LF)

type Written = Omit<SetAside, 'at'> & { readonly at: string }

/** Undefined where the machine stopped while the line was written: its request was not answered, and came again. */
const readLine = (text: string, id: string): Quarantined | undefined => {
  try {
    const { at, ...rest } = JSON.parse(text) as Written
    return { ...rest, at: Date.parse(at), id }
  } catch {
    return undefined
  }
}

/**
 * Messages set aside, as lines of a file for each day (mode 0600) under `quarantine` in the data folder. One that is let
 * go is named in a file beside its day's: the lines stay where they are, so that their places name them.
 */
export const openQuarantine = (dataFolder: string, mostADay = MOST_A_DAY): Quarantine => {
  const folder = join(dataFolder, 'quarantine')
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const append = async (name: string, text: string, most = Number.POSITIVE_INFINITY) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = await open(join(folder, name), 'a+', 0o600)
    try {
      const { size } = await file.stat()
      if (size + text.length > most) return
      const { buffer } = size === 0 ? { buffer: END } : await file.read(Buffer.alloc(1), 0, 1, size - 1)
      await file.appendFile(buffer[0] === LF ? text : `\n${text}`)
      await file.datasync()
    } finally {
      await file.close()
    }
  }
  const goneOf = async (day: string): Promise<Set<string>> => {
    const text = await readFile(join(folder, `${day}.gone`), 'utf8').catch(() => '')
    return new Set(text.split('\n').filter((place) => place !== ''))
  }
  const bytesOf = async (day: string, from: number, most: number): Promise<Buffer> => {
    const file = await open(join(folder, `${day}.ndjson`), 'r').catch(() => undefined)
    if (!file) return Buffer.alloc(0)
    try {
      const length = Math.max(0, Math.min(most, (await file.stat()).size - from))
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  }
  /** A day's messages, the latest first, as far back as is looked through. */
  const dayOf = async (day: string): Promise<Quarantined[]> => {
    const { size } = (await stat(join(folder, `${day}.ndjson`)).catch(() => undefined)) ?? { size: 0 }
    const from = Math.max(0, size - LOOKED_THROUGH)
    const [bytes, gone] = [await bytesOf(day, from, LOOKED_THROUGH), await goneOf(day)]
    const found: Quarantined[] = []
    // Looked at from the middle of a file, the first line is a part of one.
    let at = from === 0 ? 0 : bytes.indexOf(10) + 1
    for (let end = bytes.indexOf(10, at); end >= 0; at = end + 1, end = bytes.indexOf(10, at)) {
      const place = String(from + at)
      const one = gone.has(place) ? undefined : readLine(bytes.toString('utf8', at, end), `${day}.${place}`)
      if (one) found.push(one)
    }
    return found.reverse()
  }
  const get = async (id: string): Promise<Quarantined | undefined> => {
    const [, day = '', place = ''] = ID.exec(id) ?? []
    if (day === '' || (await goneOf(day)).has(place)) return undefined
    const from = Number(place)
    // A place that is no line's beginning names nothing.
    if (from > 0 && (await bytesOf(day, from - 1, 1))[0] !== 10) return undefined
    const bytes = await bytesOf(day, from, LONGEST_LINE)
    const end = bytes.indexOf(10)
    return end < 0 ? undefined : readLine(bytes.toString('utf8', 0, end), id)
  }
  return {
    setAside(messages) {
      const [first] = messages
      if (!first) return Promise.resolve()
      const text = messages.map((one) => `${JSON.stringify({ ...one, at: iso(one.at) })}\n`).join('')
      return inTurn(() => append(`${iso(first.at).slice(0, 10)}.ndjson`, text, mostADay))
    },
    async list({ workspace, source, reason }, most) {
      const names = await readdir(folder).catch(() => [])
      const days = names.flatMap((name) => (name.endsWith('.ndjson') ? (FILE.exec(name)?.[1] ?? []) : []))
      const items: Quarantined[] = []
      for (const day of days.sort().reverse()) {
        const found = (await dayOf(day)).filter(
          (one) =>
            one.workspace === workspace &&
            (source === undefined || one.source === source) &&
            (reason === undefined || one.reason === reason),
        )
        items.push(...found.slice(0, most + 1 - items.length))
        if (items.length > most) break
      }
      return { items: items.slice(0, most), more: items.length > most }
    },
    get,
    release: (id) =>
      inTurn(async () => {
        if (!(await get(id))) return false
        const [, day = '', place = ''] = ID.exec(id) ?? []
        await append(`${day}.gone`, `${place}\n`)
        return true
      }),
    async expire(now) {
      const oldest = iso(now - KEPT_FOR).slice(0, 10)
      const names = await readdir(folder).catch(() => [])
      for (const name of names)
        if (FILE.test(name) && name.slice(0, 10) < oldest) await rm(join(folder, name), { force: true })
    },
  }
}
