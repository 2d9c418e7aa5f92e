interface Waiting<News> {
  readonly signal?: AbortSignal
  readonly hear?: (news: News) => void
}

interface Under<Value, News> {
  readonly answer: Promise<Value>
  readonly gone: AbortController
  readonly waiting: Set<Waiting<News>>
  /** The latest of each kind, for who comes while it is worked on. */
  readonly latest: Map<string, News>
}

/** What is worked on, and for whom. */
export type Work<Value, News> = (signal: AbortSignal, hear: (news: News) => void) => Promise<Value>

/**
 * The same work wanted by several at once is done once: all of them hear how far it is, and it stops when the last of them
 * has left.
 */
export const createDoneOnce = <Value, News extends object>() => {
  const under = new Map<string, Under<Value, News>>()

  const begin = (key: string, first: Waiting<News>, work: Work<Value, News>): Under<Value, News> => {
    const gone = new AbortController()
    const [waiting, latest] = [new Set([first]), new Map<string, News>()]
    const answer = work(gone.signal, (news) => {
      for (const kind of Object.keys(news)) latest.set(kind, news)
      for (const { hear } of waiting) hear?.(news)
    })
    const begun: Under<Value, News> = { answer, gone, waiting, latest }
    const over = () => {
      if (under.get(key) === begun) under.delete(key)
    }
    answer.then(over, over)
    under.set(key, begun)
    return begun
  }

  return (key: string, one: Waiting<News>, work: Work<Value, News>): Promise<Value> => {
    const known = under.get(key)
    for (const news of known?.latest.values() ?? []) one.hear?.(news)
    const mine = known ?? begin(key, one, work)
    mine.waiting.add(one)
    return new Promise((resolve, reject) => {
      const left = () => {
        mine.waiting.delete(one)
        reject(one.signal?.reason)
        if (mine.waiting.size > 0) return
        if (under.get(key) === mine) under.delete(key)
        mine.gone.abort(one.signal?.reason)
      }
      if (one.signal?.aborted) return left()
      one.signal?.addEventListener('abort', left, { once: true })
      mine.answer.then(resolve, reject).finally(() => one.signal?.removeEventListener('abort', left))
    })
  }
}
