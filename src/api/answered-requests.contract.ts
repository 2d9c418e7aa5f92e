import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId, DAY, MINUTE } from '../kernel/index.ts'
import type { AnsweredRequests, KeptAnswer, KeyedRequest } from './answered-requests.ts'

const NOON = Date.UTC(2026, 8, 14, 12)
const reply: KeyedRequest = {
  workspace: LOCAL_OWNER.workspace,
  actor: LOCAL_OWNER.id,
  key: 'la-réponse-de-karim',
  print: 'POST /api/comments',
}
const answer: KeptAnswer = { status: 201, etag: 'v1', body: { id: 'c1', lines: ['a', 'b'] } }

/** What every record of answered requests does alike. */
export const answeredRequestsContract = (open: () => AnsweredRequests): void => {
  let requests: AnsweredRequests
  beforeEach(() => {
    requests = open()
  })

  describe('a record of answered requests', () => {
    it('lets a request through once, then gives the answer again', async () => {
      expect(await requests.begin(reply, NOON)).toEqual({ state: 'first' })
      expect(await requests.begin(reply, NOON + 1)).toEqual({ state: 'in-flight' })
      await requests.keep(reply, answer)
      expect(await requests.begin(reply, NOON + 2)).toEqual({ state: 'answered', answer })
    })

    it('does not take one key for two requests', async () => {
      await requests.begin(reply, NOON)
      await requests.keep(reply, answer)
      expect(await requests.begin({ ...reply, print: 'DELETE /api/comments/c1' }, NOON)).toEqual({ state: 'other' })
    })

    it('lets one of two sent at once through', async () => {
      const both = await Promise.all([requests.begin(reply, NOON), requests.begin(reply, NOON)])
      expect(both.map(({ state }) => state).sort()).toEqual(['first', 'in-flight'])
    })

    it('frees the key of a request that did nothing', async () => {
      await requests.begin(reply, NOON)
      await requests.forget(reply)
      expect(await requests.begin(reply, NOON + 1)).toEqual({ state: 'first' })
    })

    it('takes a request that a crash cut off on again, and forgets an answer after a day', async () => {
      await requests.begin(reply, NOON)
      expect(await requests.begin(reply, NOON + 6 * MINUTE)).toEqual({ state: 'first' })
      await requests.keep(reply, answer)
      expect(await requests.begin(reply, NOON + DAY)).toMatchObject({ state: 'answered' })
      expect(await requests.begin(reply, NOON + DAY + 7 * MINUTE)).toEqual({ state: 'first' })
    })

    it('keeps the keys of workspaces and of people apart', async () => {
      await requests.begin(reply, NOON)
      const karim = { ...reply, actor: asId<'Actor'>('karim') }
      const elsewhere = { ...reply, workspace: asId<'Workspace'>('elsewhere') }
      for (const other of [karim, elsewhere]) expect(await requests.begin(other, NOON)).toEqual({ state: 'first' })
    })
  })
}
