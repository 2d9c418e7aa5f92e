import { useEffect, useRef, useState } from 'react'
import { useLanguage } from '../../words/language.tsx'

/** A message that arrived, or why it was stopped. */
export interface Arrived {
  readonly number: number
  readonly at: string
  readonly source: string
  readonly event?: string
  readonly channel?: string
  readonly identifier?: string
  readonly stopped?: string
  readonly why?: string
  readonly remedy?: string
  readonly detail?: string
}

const KEPT = 300

interface Watching {
  readonly source: string | undefined
  readonly reveal: boolean
  readonly paused: boolean
}

/** What arrives while the page is open, the latest first; paused, what comes meanwhile waits. */
export const useArrivals = ({ source, reveal, paused }: Watching) => {
  const { language } = useLanguage()
  const [arrived, setArrived] = useState<readonly Arrived[]>([])
  const [passed, setPassed] = useState(0)
  const [state, setState] = useState<'open' | 'cut'>('open')
  const waiting = useRef<Arrived[]>([])
  const holding = useRef(paused)
  holding.current = paused
  useEffect(() => {
    waiting.current = []
    setArrived([])
    setPassed(0)
    let number = 0
    const query = new URLSearchParams({
      lang: language,
      ...(source !== undefined && { source }),
      ...(reveal && { reveal: '1' }),
    })
    const stream = new EventSource(`/api/sources/arrivals?${query}`)
    stream.addEventListener('open', () => setState('open'))
    stream.addEventListener('error', () => setState('cut'))
    stream.addEventListener('arrived', ({ data }: MessageEvent<string>) => {
      waiting.current.push({ ...(JSON.parse(data) as Omit<Arrived, 'number'>), number: number++ })
    })
    stream.addEventListener('passed', ({ data }: MessageEvent<string>) => setPassed((before) => before + Number(data)))
    // A few times a second, so that a burst moves the page once.
    const showing = setInterval(() => {
      if (holding.current || waiting.current.length === 0) return
      const news = waiting.current.splice(0).reverse()
      setArrived((before) => [...news, ...before].slice(0, KEPT))
    }, 250)
    return () => {
      clearInterval(showing)
      stream.close()
    }
  }, [source, reveal, language])
  return { arrived, passed, state, clear: () => setArrived([]) }
}
