import type { AddressInfo } from 'node:net'
import { collectorServer } from '../../collection/collector.http.ts'
import { eventId } from '../../collection/event-id.node.ts'
import { tokenJudge } from '../../collection/identity-token.node.ts'
import { type CollectRules, replay } from '../../collection/index.ts'
import { createIntake, type Seen, tooLarge } from '../../collection/intake.node.ts'
import { createPlaces } from '../../collection/places.ts'
import { openQuarantine } from '../../collection/quarantine.node.ts'
import { openSeal } from '../../collection/sealed.node.ts'
import { followSources } from '../../collection/sources-file.node.ts'
import { wordOf } from '../../consent/index.ts'
import type { KeptLedger } from '../../consent/ledger.node.ts'
import { type Event, eventRows } from '../../events/index.ts'
import { type Clock, HOUR } from '../../kernel/index.ts'
import { followWebhooks } from '../../webhooks/webhooks-file.node.ts'
import type { Arrivals } from './arrivals.ts'
import type { Aside, TakeFromWithin } from './aside.ts'
import type { Ingest } from './ingest.ts'
import { closed, listening } from './listening.ts'
import { webhookDoor } from './webhook-door.ts'
import { widgetDoor } from './widget-door.ts'

/** Where live events come in. */
export interface CollectAt {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
}

export interface StartCollector {
  /** The data folder: its sources, its quarantine. */
  readonly folder: string
  readonly collect: CollectAt
  readonly ingest: Ingest
  readonly consents: Pick<KeptLedger, 'allows' | 'hear' | 'keepOf'>
  readonly arrivals: Arrivals
  readonly now: Clock
  /** Who would wait longer for an answer, in milliseconds, is asked to come again. */
  readonly longestWait?: number | undefined
}

/** Opens the door of live events on the log that this process keeps. */
export const startCollector = async (asked: StartCollector) => {
  const { folder, collect, ingest, consents: ledger, arrivals, now, longestWait } = asked
  const quarantine = openQuarantine(folder)
  const sources = followSources(folder)
  const keep = (events: readonly Event[]) => ingest.collect(eventRows(events), ledger.keepOf(events))
  const { unseal } = await openSeal(folder)
  const judge = tokenJudge(unseal)
  const consents: CollectRules['consents'] = (event, { needs }) => {
    const word = wordOf(event)
    // What comes next in the same request is asked of what was just said.
    if (word) ledger.hear(word)
    return word !== undefined || needs === undefined || ledger.allows(event.workspace, event.identifier, needs)
  }
  const places = createPlaces()
  const take = createIntake({
    places,
    keep,
    behindFor: () => ingest.behindFor,
    quarantine,
    now,
    judge,
    consents,
    watching: arrivals.watching,
  })
  const seen = (message: Seen) => arrivals.watching()?.(message)
  const server = collectorServer({
    sources,
    take,
    seen,
    others: [
      widgetDoor(),
      webhookDoor({
        byAddress: followWebhooks(folder),
        sources,
        take,
        unseal,
        now,
        seen,
      }),
    ],
    ...(longestWait !== undefined && { longestWait }),
    journal: (line) => void process.stderr.write(`${line}\n`),
  })
  await listening(server, collect)
  const expire = () => void quarantine.expire(now()).catch(() => undefined)
  expire()
  const expiring = setInterval(expire, HOUR).unref()
  const { address, family, port } = server.address() as AddressInfo
  const takeFromWithin: TakeFromWithin = async (workspace, name, messages) => {
    const source = await sources.byName(workspace, name)
    const taken = source && (await take({ call: undefined, sentAt: undefined, messages }, source, 0))
    return taken !== undefined && !('pushed' in taken)
  }
  return {
    take: takeFromWithin,
    aside: {
      list: quarantine.list,
      replay: (id, mended) =>
        replay(
          {
            quarantine,
            sourceOf: sources.byName,
            keep,
            idOf: eventId,
            judge,
            consents,
            places: (_, messages) => places(now(), messages),
            tooLarge: tooLarge(Number.POSITIVE_INFINITY),
          },
          id,
          mended,
        ),
    } satisfies Aside,
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      clearInterval(expiring)
      await closed(server)
    },
  }
}
