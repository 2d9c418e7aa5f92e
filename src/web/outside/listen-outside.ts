/** Reads one stream until it ends; `hear` is called for each event. */
const read = async (response: Response, hear: () => void): Promise<void> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  for (let rest = ''; reader; ) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = (rest + value).split('\n\n')
    rest = parts.pop() ?? ''
    if (parts.some((part) => part.startsWith('event: changed'))) hear()
  }
}

/**
 * Server-sent events with a token: an `EventSource` sends no header, and a token has no place in an address. Begins again
 * after a cut, until the returned function is called.
 */
export const listenOutside = (path: `/public/${string}`, token: string, hear: () => void): (() => void) => {
  const ending = new AbortController()
  const { signal } = ending
  const listen = async (pause: number): Promise<void> => {
    try {
      const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
      const response = await fetch(path, { headers, credentials: 'omit', signal })
      if (response.status === 401 || response.status === 410) return hear()
      if (response.ok) await read(response, hear)
    } catch {
      // Cut, or ended by us: see below.
    }
    if (signal.aborted) return
    await new Promise((resolve) => setTimeout(resolve, pause))
    if (signal.aborted) return
    hear()
    return listen(Math.min(pause * 2, 10_000))
  }
  void listen(1_000)
  return () => ending.abort()
}
