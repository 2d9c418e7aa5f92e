import { useCallback, useEffect, useState } from 'react'
import type { KnownBy } from '../../../desk/index.ts'
import { inquire, Problem } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

/** What an adviser typed, on its way. */
export interface Entry {
  readonly id: string
  readonly event: string
  readonly channel: string
  readonly at: string
  readonly store?: string
  readonly adviser?: string
  readonly person?: { readonly kind: KnownBy; readonly value: string }
  readonly note?: string
  readonly properties?: Readonly<Record<string, string | number | boolean>>
}

/** An entry that this browser holds, with what is shown of it. */
interface Held {
  readonly entry: Entry
  readonly title: string
  /** Why the server will not have it, whatever is tried. */
  readonly refused?: string
}

const KEY = 'parcours.desk'
const RETRY_MS = 5_000

const read = (): readonly Held[] => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Held[]
  } catch {
    return []
  }
}

const write = (held: readonly Held[]): void => {
  try {
    if (held.length === 0) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(held))
  } catch {
    // A browser that stores nothing holds entries for as long as the page is open.
  }
}

/** Entries are held here until the server says that they are on its disk, across reloads and times without a network. */
export const useHeld = () => {
  const { language } = useLanguage()
  const [held, setHeld] = useState<readonly Held[]>(read)
  const [sent, setSent] = useState(0)
  const change = useCallback((next: (before: readonly Held[]) => readonly Held[]) => {
    setHeld((before) => {
      const after = next(before)
      write(after)
      return after
    })
  }, [])
  const waiting = held.filter(({ refused }) => refused === undefined)
  const first = waiting[0]
  useEffect(() => {
    if (!first) return
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const attempt = async (): Promise<void> => {
      try {
        await inquire('/api/desk/entries', language, { entries: [first.entry] })
        if (over) return
        setSent((before) => before + 1)
        change((before) => before.filter(({ entry }) => entry.id !== first.entry.id))
      } catch (problem) {
        if (over) return
        const forGood =
          problem instanceof Problem && problem.status >= 400 && problem.status < 500 && problem.status !== 429
        if (forGood)
          change((before) =>
            before.map((one) => (one.entry.id === first.entry.id ? { ...one, refused: problem.message } : one)),
          )
        else timer = setTimeout(() => void attempt(), RETRY_MS)
      }
    }
    const again = () => {
      clearTimeout(timer)
      void attempt()
    }
    addEventListener('online', again)
    void attempt()
    return () => {
      over = true
      clearTimeout(timer)
      removeEventListener('online', again)
    }
  }, [first, language, change])
  return {
    waiting: waiting.length,
    refused: held.filter(({ refused }) => refused !== undefined),
    sent,
    add: (entry: Entry, title: string) => change((before) => [...before, { entry, title }]),
    letGo: (id: string) => change((before) => before.filter(({ entry }) => entry.id !== id)),
  }
}

/** A key that no other entry has: `randomUUID` is only there on https and on this machine. */
export const newEntryId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
