import { describe, expect, it } from 'vitest'
import { asId } from '../kernel/index.ts'
import { claireVisits } from '../storage/clickhouse/analytics.contract.ts'
import { cursorOf, type Event } from './index.ts'
import type { LogReader } from './log-reader.ts'

const NOON = Date.UTC(2026, 8, 14, 12)

/** What every reader of the log promises. `load` keeps events and gives a reader over them. */
export const logReaderContract = (name: string, load: (events: readonly Event[]) => Promise<LogReader>): void => {
  let opened = 0
  const lille = async () => {
    const workspace = asId<'Workspace'>(`log-${++opened}`)
    let seq = 0
    const came = (event: string, minute: number, more: Partial<Event> = {}): Event =>
      claireVisits({
        id: asId<'Event'>(`00000000-0000-4000-8000-${String(opened * 1000 + seq).padStart(12, '0')}`),
        ...{ workspace, event, at: NOON + minute * 60_000, seq: seq++, rank: 0, ...more },
      })
    const reader = await load([
      came('Page Viewed', 0, { source: 'site', channel: 'web' }),
      came('Store Visited', 1, { source: 'caisse', channel: 'store', store: 'Lille' }),
      came('Page Viewed', 1, { source: 'site', channel: 'app' }),
      came('Store Visited', 9, { source: 'caisse', channel: 'store', workspace: asId(`elsewhere-${opened}`) }),
    ])
    const told = async (...asked: Parameters<LogReader['page']> extends [unknown, ...infer Rest] ? Rest : never) =>
      (await reader.page(workspace, ...asked)).map(({ event, channel }) => `${event} ${channel}`)
    return { reader, workspace, told }
  }

  describe(`a reader of the log: ${name}`, () => {
    it('gives what came in last first, of its own workspace', async () => {
      const { told } = await lille()
      expect(await told({}, 10)).toEqual(['Page Viewed app', 'Store Visited store', 'Page Viewed web'])
    })

    it('gives the next page where the last one ended, even within one instant', async () => {
      const { reader, workspace, told } = await lille()
      const [last] = await reader.page(workspace, {}, 1)
      expect(last && (await told({ before: cursorOf(last) }, 10))).toEqual(['Store Visited store', 'Page Viewed web'])
    })

    it('keeps what one source, one channel, one name brought', async () => {
      const { told } = await lille()
      expect(await told({ source: 'caisse' }, 10)).toEqual(['Store Visited store'])
      expect(await told({ channel: 'web', event: 'Page Viewed' }, 10)).toEqual(['Page Viewed web'])
      expect(await told({ event: 'Never Sent' }, 10)).toEqual([])
    })
  })
}
