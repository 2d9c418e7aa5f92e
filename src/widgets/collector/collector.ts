import { pageContext, watchPage } from './page.ts'
import { createQueue } from './queue.ts'
import { forgetVisitor, newId, recall, remember, type Visitor } from './visitor.ts'

type Properties = Readonly<Record<string, unknown>>
type Command = readonly [name: string, ...given: unknown[]]

/**
 * The collector of a page, as `window.parcours`:
 *   <script>parcours = []</script>
 *   <script async src="https://collect.example/collector/v1.js" data-key="WRITE KEY"></script>
 * What is pushed before it is loaded is done once it is. Nothing is kept, sent or stored before `consent`.
 */
const begin = (): void => {
  const script = document.currentScript as HTMLScriptElement | null
  const writeKey = script?.dataset.key
  if (!script || !writeKey) return
  /** The purpose for which what happens here is kept; the owner of the page names it. */
  const purpose = script.dataset.purpose || 'measurement'
  const queue = createQueue(new URL('/v1/b', script.src).href, writeKey)
  let visitor: Visitor | undefined = recall()
  let token: string | undefined

  const send = (type: string, more: Properties): void => {
    if (!visitor) return
    const library = { name: 'parcours-collector', version: '1' }
    const context = { ...pageContext(), library, ...(token && { identityToken: token }) }
    queue.add({
      messageId: newId(),
      type,
      anonymousId: visitor.id,
      ...(visitor.user && { userId: visitor.user }),
      timestamp: new Date().toISOString(),
      context,
      ...more,
    })
  }
  const allowed = (): boolean => visitor?.purposes.includes(purpose) ?? false

  const doing = {
    track: (event: string, properties: Properties = {}): void => {
      if (allowed()) send('track', { event, properties })
    },
    page: (name?: string, properties: Properties = {}): void => {
      if (allowed()) send('page', { ...(name && { name }), properties: { path: location.pathname, ...properties } })
    },
    /** Who is logged in; believed only with a token that the site's own server signed. */
    identify: (user: string, traits: Properties = {}, signed?: string): void => {
      if (!visitor || !allowed()) return
      visitor.user = user
      token = signed
      remember(visitor)
      send('identify', { traits })
    },
    /** The visitor consents to these purposes: only now is there anything to remember. */
    consent: (...given: string[]): void => {
      const purposes = given.length > 0 ? given : [purpose]
      visitor ??= { id: newId(), purposes: [] }
      const fresh = purposes.filter((one) => !visitor?.purposes.includes(one))
      visitor.purposes.push(...fresh)
      remember(visitor)
      for (const one of fresh) send('track', { event: 'Consent Given', properties: { purpose: one } })
      if (fresh.includes(purpose)) doing.page()
    },
    /** Withdraws these purposes, or all; with the last one everything that was remembered here goes. */
    withdraw: (...taken: string[]): void => {
      if (!visitor) return
      const gone = visitor.purposes.filter((one) => taken.length === 0 || taken.includes(one))
      for (const one of gone) send('track', { event: 'Consent Withdrawn', properties: { purpose: one } })
      visitor.purposes = visitor.purposes.filter((one) => !gone.includes(one))
      remember(visitor)
      queue.now()
      if (visitor.purposes.length > 0) return
      forgetVisitor()
      visitor = undefined
      token = undefined
    },
  }

  const perform = (command: Command): void => {
    const [name, ...given] = command
    const act = (doing as Record<string, unknown>)[name]
    if (typeof act === 'function') act(...given)
  }
  const page = window as unknown as { parcours?: unknown }
  const asked = Array.isArray(page.parcours) ? (page.parcours as Command[]) : []
  page.parcours = { ...doing, push: perform }
  watchPage(doing.page, doing.track)
  addEventListener('online', queue.now)
  addEventListener('pagehide', queue.now)
  for (const command of asked) perform(command)
  // Who consented on an earlier page is recognised; whoever did not leaves no trace.
  if (visitor && !asked.some(([name]) => name === 'consent')) doing.page()
  if (visitor) queue.now()
}

begin()
