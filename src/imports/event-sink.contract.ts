import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Event, eventRows } from '../events/index.ts'
import { asId } from '../kernel/index.ts'
import type { EventSink, ImportIdentity, RowBatch } from './event-sink.ts'
import { contentId } from './row-id.node.ts'

/** An interaction of Claire's or Karim's; the same words make the same row. */
const happened = (words: string, position = 0): Event => ({
  id: asId<'Event'>(contentId('lille', words)),
  workspace: asId<'Workspace'>('default'),
  source: 'lille',
  at: Date.UTC(2026, 2, 3, 10),
  receivedAt: Date.UTC(2026, 2, 4),
  rank: 0,
  seq: position,
  identifier: `user:${words.split(' ')[0]}`,
  caseId: '',
  event: words,
  channel: 'store',
  channelInferred: false,
  party: 'own',
  store: 'Lille',
  adviser: '',
  properties: { note: "l'été\tà Lille\n" },
})

export const batchOf = (words: readonly string[], line = 0): RowBatch => ({
  ...eventRows(words.map((word, i) => happened(word, line + i))),
  resume: { line: line + words.length },
})

/** What every sink of events promises, on the memory twin and on the real engines. */
export const eventSinkContract = (name: string, create: () => Promise<EventSink>): void => {
  describe(`an event sink: ${name}`, () => {
    let sink: EventSink
    let imports = 0
    /** Each test has a source of its own, so that one sink serves them all. */
    const identity = (more: Partial<ImportIdentity> = {}): ImportIdentity => ({
      workspace: 'default',
      source: `lille-${imports}`,
      key: 'ab'.repeat(32),
      ...more,
    })
    const fresh = (more: Partial<ImportIdentity> = {}): ImportIdentity => {
      imports++
      return identity(more)
    }
    beforeAll(async () => {
      sink = await create()
    })
    afterAll(async () => {
      await sink.close()
    })

    it('keeps rows once: the same import again adds nothing', async () => {
      const who = fresh()
      const first = await sink.open(who)
      expect(await first.append(batchOf(['Claire visits', 'Karim calls']))).toEqual({ kept: 2, duplicates: 0 })
      expect(await first.finish()).toEqual({ kept: 2, duplicates: 0 })
      const again = await sink.open(who)
      expect(again.resumed).toBeUndefined()
      expect(await again.append(batchOf(['Claire visits', 'Karim calls']))).toEqual({ kept: 0, duplicates: 2 })
      expect(await again.finish()).toEqual({ kept: 0, duplicates: 2 })
    })

    it('takes two identical rows for two events, within a batch and across batches', async () => {
      const who = fresh()
      const open = await sink.open(who)
      expect(await open.append(batchOf(['Claire visits', 'Claire visits']))).toEqual({ kept: 2, duplicates: 0 })
      expect(await open.append(batchOf(['Claire visits'], 2))).toEqual({ kept: 1, duplicates: 0 })
      await open.finish()
      const more = await sink.open(identity({ key: 'cd'.repeat(32) }))
      expect(await more.append(batchOf(['Claire visits', 'Claire visits', 'Claire visits', 'Claire visits']))).toEqual({
        kept: 1,
        duplicates: 3,
      })
      await more.finish()
    })

    it('takes a given id seen twice for a duplicate', async () => {
      const open = await sink.open(fresh({ ids: 'given' }))
      expect(await open.append(batchOf(['Claire visits', 'Claire visits']))).toEqual({ kept: 1, duplicates: 1 })
      expect(await open.finish()).toEqual({ kept: 1, duplicates: 1 })
    })

    it('keeps apart the same row of two sources', async () => {
      const [here, there] = [await sink.open(fresh()), await sink.open(fresh())]
      expect(await here.append(batchOf(['Claire visits']))).toEqual({ kept: 1, duplicates: 0 })
      expect(await there.append(batchOf(['Claire visits']))).toEqual({ kept: 1, duplicates: 0 })
      await here.finish()
      await there.finish()
    })

    it('tells an interrupted import where it stood, what it had kept, and counts identical rows from there', async () => {
      const who = fresh()
      const cut = await sink.open(who)
      await cut.append(batchOf(['Claire visits', 'Karim calls']))
      const resumed = await sink.open(who)
      expect(resumed.resumed).toEqual({ kept: 2, duplicates: 0, resume: { line: 2 } })
      expect(resumed.seqBase).toBe(cut.seqBase)
      expect(await resumed.append(batchOf(['Karim calls', 'Claire buys'], 2))).toEqual({ kept: 2, duplicates: 0 })
      expect(await resumed.finish()).toEqual({ kept: 4, duplicates: 0 })
    })

    it('gives a later import higher positions', async () => {
      const first = await sink.open(fresh())
      await first.append(batchOf(['Claire visits']))
      await first.finish()
      const second = await sink.open(identity({ key: 'ef'.repeat(32) }))
      expect(second.seqBase).toBeGreaterThan(first.seqBase)
      await second.finish()
    })

    it('keeps several batches in flight in their order', async () => {
      const open = await sink.open(fresh())
      const answers = await Promise.all([
        open.append(batchOf(['Claire visits'])),
        open.append(batchOf(['Claire visits', 'Karim calls'], 1)),
        open.append(batchOf(['Karim calls'], 3)),
      ])
      expect(answers.map(({ kept }) => kept)).toEqual([1, 2, 1])
      expect(await open.finish()).toEqual({ kept: 4, duplicates: 0 })
    })

    it('keeps nothing of an empty batch but its resume point', async () => {
      const who = fresh()
      const open = await sink.open(who)
      expect(await open.append(batchOf([], 7))).toEqual({ kept: 0, duplicates: 0 })
      const resumed = await sink.open(who)
      expect(resumed.resumed?.resume).toEqual({ line: 7 })
      await resumed.finish()
    })
  })
}
