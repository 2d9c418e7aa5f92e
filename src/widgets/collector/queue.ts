/** A message of the protocol, on its way. */
export type Message = { readonly messageId: string } & Readonly<Record<string, unknown>>

const PREFIX = 'parcours.q.'
const MOST = 500
const BATCH = 50

/** Each message under a key of its own: two tabs never overwrite what the other holds. */
const keys = (): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .sort()

/** Where the browser refuses to store, messages wait in this page alone. */
const inMemory = new Map<string, string>()

const put = (key: string, text: string): void => {
  try {
    if (keys().length < MOST) localStorage.setItem(key, text)
  } catch {
    if (inMemory.size < MOST) inMemory.set(key, text)
  }
}

const held = (): (readonly [string, string])[] => {
  try {
    const stored = keys().map((key) => [key, localStorage.getItem(key) ?? ''] as const)
    return [...stored, ...inMemory]
  } catch {
    return [...inMemory]
  }
}

const forget = (key: string): void => {
  inMemory.delete(key)
  try {
    localStorage.removeItem(key)
  } catch {}
}

/** What waits to be sent, across pages, tabs and times without a network; sent again until it is acknowledged. */
export const createQueue = (url: string, writeKey: string) => {
  let sending = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let order = 0

  const later = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(send, ms)
  }

  const settle = (batch: readonly (readonly [string, string])[], status: number, retryAfter: string | null): void => {
    // As the protocol's clients do: a passing trouble is tried again, what can never be read is let go.
    const again = status === 0 || status === 408 || status === 429 || status >= 500
    if (!again) for (const [key] of batch) forget(key)
    failures = again ? failures + 1 : 0
    if (again) later(Math.max(Number(retryAfter ?? 0) * 1000, Math.min(60_000, 500 * 2 ** failures)))
    else if (held().length > 0) later(0)
  }

  const send = async (): Promise<void> => {
    const batch = held().slice(0, BATCH)
    if (sending || batch.length === 0) return
    sending = true
    const body = `{"writeKey":${JSON.stringify(writeKey)},"sentAt":"${new Date().toISOString()}","batch":[${batch.map(([, text]) => text).join()}]}`
    const answer = await fetch(url, {
      method: 'POST',
      body,
      keepalive: body.length < 60_000,
      credentials: 'omit',
    }).catch(() => undefined)
    sending = false
    settle(batch, answer?.status ?? 0, answer?.headers.get('retry-after') ?? null)
  }

  return {
    add: (message: Message): void => {
      // In the order in which they happened, whichever page they happened on.
      const place = `${Date.now().toString(36)}.${(order++).toString(36).padStart(4, '0')}`
      put(`${PREFIX}${place}.${message.messageId}`, JSON.stringify(message))
      if (failures === 0) later(200)
    },
    /** Tries at once, whatever was waited for. */
    now: (): void => {
      failures = 0
      clearTimeout(timer)
      void send()
    },
    clear: (): void => {
      clearTimeout(timer)
      for (const [key] of held()) forget(key)
    },
  }
}
