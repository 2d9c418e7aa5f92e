import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** Whether the screens hear what changes: `cut` until the server answers again. */
export type Hearing = 'live' | 'cut'

/** How long a page that nobody looks at goes on listening: a browser holds few connections open for all its tabs. */
const UNSEEN_MS = 60_000
/** A question still being answered is asked again once it is: the answer under way may be of before the change. */
const BUSY_MS = 300

/** Asks again what a change bears on, one question at a time each, however often it changes. */
const askingAgain = (answers: QueryClient) => {
  const waiting = new Map<string, QueryKey>()
  const ask = (name: string, key: QueryKey): void => {
    if (!waiting.has(name)) return
    if (answers.isFetching({ queryKey: key, type: 'active' }) > 0) {
      setTimeout(() => ask(name, key), BUSY_MS)
      return
    }
    waiting.delete(name)
    void answers.invalidateQueries({ queryKey: key })
  }
  return (key: QueryKey): void => {
    const name = JSON.stringify(key)
    if (waiting.has(name)) return
    waiting.set(name, key)
    ask(name, key)
  }
}

/** Listens to what changed on the server: the questions that begin so are asked again. After a cut, all of them. */
export const useLive = (): Hearing => {
  const answers = useQueryClient()
  const [hearing, setHearing] = useState<Hearing>('live')
  useEffect(() => {
    const askAgain = askingAgain(answers)
    let source: EventSource | undefined
    let missed = false
    let unseen: ReturnType<typeof setTimeout> | undefined
    const listen = (): void => {
      const opened = new EventSource('/api/live')
      opened.addEventListener('error', () => {
        missed = true
        setHearing('cut')
        // Refused rather than lost: a browser does not try again by itself.
        if (opened.readyState === EventSource.CLOSED) setTimeout(() => source === opened && listen(), 3_000)
      })
      opened.addEventListener('open', () => {
        setHearing('live')
        if (missed) void answers.invalidateQueries()
        missed = false
      })
      opened.addEventListener('changed', ({ data }: MessageEvent<string>) => {
        const changed = JSON.parse(data) as string[]
        if (changed[0] === 'everything') void answers.invalidateQueries()
        else askAgain(changed)
      })
      source = opened
    }
    const look = (): void => {
      clearTimeout(unseen)
      if (document.hidden)
        unseen = setTimeout(() => {
          source?.close()
          source = undefined
          missed = true
        }, UNSEEN_MS)
      else if (!source) listen()
    }
    listen()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(unseen)
      document.removeEventListener('visibilitychange', look)
      source?.close()
      source = undefined
    }
  }, [answers])
  return hearing
}
