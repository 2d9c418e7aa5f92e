import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { companyOf, WHOLE } from '../../stories/alder.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { HOUR, MINUTE } from '../kernel/index.ts'
import { flowAnalysis } from './flow-analysis.ts'
import { timesAnalysis } from './times-analysis.ts'
import { variantsAnalysis } from './variants-analysis.ts'

const START = WHOLE.asOf - 1000 * HOUR
/** Who did what, at which hour. */
type Log = readonly (readonly [who: string, hour: number, event: string])[]
const portsOf = (log: Log) =>
  companyOf(
    log.map(([who, hour, event], seq) => eventOf({ at: START + hour * HOUR, seq, event, identifier: `user:${who}` })),
  )

const drawn = fc.array(
  fc.tuple(fc.constantFrom('Claire', 'Karim', 'Inès'), fc.nat(40), fc.constantFrom('see', 'ask', 'buy')),
  { minLength: 1, maxLength: 40 },
)
const livesOf = (log: Log) => {
  const sorted = log.map((one, seq) => ({ one, seq })).sort((a, b) => a.one[1] - b.one[1] || a.seq - b.seq)
  const lives = new Map<string, { hour: number; event: string }[]>()
  for (const { one } of sorted) lives.set(one[0], [...(lives.get(one[0]) ?? []), { hour: one[1], event: one[2] }])
  return lives
}
const asked = (options: object) => ({ ...WHOLE, options }) as never

interface Ways {
  readonly variants: number
  readonly all: number
  readonly top: readonly { path: string[]; cases: number; share: { value: number }; seconds: { value: number } }[]
}
interface Passages {
  readonly transitions: number
  readonly top: readonly { from: string; to: string; times: number; cases: number; seconds: { n: number } }[]
}
interface Waited {
  readonly waits: readonly {
    reached: { num: number; den: number }
    waiting: number
    median: { value: number | null; n: number }
  }[]
}

describe('events as they are, with no map', () => {
  it('have variants: who lived the very same events', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (log) => {
        const { body, people } = await variantsAnalysis.answer(portsOf(log), asked({}))
        const { variants, all, top } = body as Ways
        const lives = [...livesOf(log)].map(([who, life]) => [who, life.map(({ event }) => event).join('>')] as const)
        expect([all, variants]).toEqual([lives.length, new Set(lives.map(([, path]) => path)).size])
        for (const [at, { path, cases }] of top.entries()) {
          const same = lives.filter(([, other]) => other === path.join('>')).map(([who]) => `person:user:${who}`)
          expect(cases).toBe(same.length)
          expect([...((await people?.(`variant:${at + 1}`)) ?? [])].sort()).toEqual(same.sort())
        }
      }),
      { numRuns: 60 },
    )
  })
  it('follow each other, as often as each does', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (log) => {
        const { body, people } = await flowAnalysis.answer(portsOf(log), asked({}))
        const { transitions, top } = body as Passages
        const lives = [...livesOf(log).values()]
        expect(transitions).toBe(lives.reduce((sum, life) => sum + life.length - 1, 0))
        for (const { from, to, times, cases, seconds } of top) {
          const in_ = lives.map((life) => life.filter(({ event }, i) => event === to && life[i - 1]?.event === from))
          expect(times).toBe(in_.reduce((sum, { length }) => sum + length, 0))
          expect(seconds.n).toBe(times)
          expect(cases).toBe(in_.filter(({ length }) => length > 0).length)
          expect(people?.(`passage:${from}>${to}`)).toHaveLength(cases)
        }
      }),
      { numRuns: 60 },
    )
  })
  it('have times between any two of them, those still waiting among them', async () => {
    const log: Log = [
      ['Claire', 0, 'see'],
      ['Claire', 10, 'buy'],
      ['Karim', 0, 'see'],
      ['Karim', 30, 'buy'],
      ['Inès', 900, 'see'],
    ]
    const { body, people } = await timesAnalysis.answer(portsOf(log), asked({ step: ['see', 'buy'] }))
    const [wait] = (body as Waited).waits
    expect(wait?.reached).toMatchObject({ num: 2, den: 3 })
    // Inès has waited for 100 hours: nobody knows how long it will be.
    expect(wait?.median).toMatchObject({ value: 30 * 3600, n: 3 })
    expect(await people?.('waiting:1')).toEqual(['person:user:Inès'])
  })
  it('run from the first of a step to the first of the next after it, never backwards', async () => {
    const log: Log = [
      ['Claire', 0, 'buy'],
      ['Claire', 5, 'see'],
      ['Claire', 6, 'see'],
      ['Claire', 9, 'buy'],
    ]
    const { body } = await timesAnalysis.answer(portsOf(log), asked({ step: ['see', 'buy'] }))
    expect((body as Waited).waits[0]?.median.value).toBe(4 * 3600)
  })
  it('are cut into sessions where these are the cases', async () => {
    const half = 29 / 60
    const log: Log = [
      ['Claire', 0, 'see'],
      ['Claire', half, 'ask'],
      ['Claire', 3, 'see'],
      ['Claire', 3 + half, 'ask'],
    ]
    const { body } = await variantsAnalysis.answer(portsOf(log), asked({ cases: 'session' }))
    expect((body as Ways).top).toMatchObject([
      { path: ['see', 'ask'], cases: 2, share: { value: 1 }, seconds: { value: (29 * MINUTE) / 1000 } },
    ])
  })
  it('of nobody say nothing, and of a single event one way of no length', async () => {
    const nothing = (await variantsAnalysis.answer(portsOf([]), asked({}))).body as Ways
    expect([nothing.all, nothing.variants, nothing.top]).toEqual([0, 0, []])
    expect((await flowAnalysis.answer(portsOf([]), asked({}))).body).toMatchObject({ transitions: 0, starts: [] })
    const one = (await variantsAnalysis.answer(portsOf([['Claire', 1, 'see']]), asked({}))).body as Ways
    expect(one.top).toMatchObject([{ path: ['see'], cases: 1, seconds: { value: 0, low: null } }])
  })
  it('may be put into cases by any property, with their list beside each count', async () => {
    const order = (id: string) => ({ properties: { orderId: id } })
    const ports = companyOf(
      (
        [
          ['Claire', 'see', {}],
          ['Claire', 'order', order('o1')],
          ['Karim', 'order', order('o2')],
          ['Karim', 'deliver', order('o1')],
          ['Inès', 'deliver', order('o2')],
          ['Inès', 'return', order('o2')],
        ] as const
      ).map(([who, event, given], seq) =>
        eventOf({ at: START + seq * HOUR, seq, event, identifier: `user:${who}`, ...given }),
      ),
    )
    const by = asked({ cases: 'property:orderId', step: ['order', 'deliver'] })
    const ways = await variantsAnalysis.answer(ports, by)
    expect((ways.body as Ways).top.map(({ path, cases }) => [path.join('>'), cases])).toEqual([
      ['order>deliver', 1],
      ['order>deliver>return', 1],
    ])
    expect(await ways.people?.('variant:2')).toEqual(['orderId=o2'])
    const waits = await timesAnalysis.answer(ports, by)
    expect((waits.body as Waited).waits[0]?.reached).toMatchObject({ num: 2, den: 2 })
    const flow = await flowAnalysis.answer(ports, by)
    expect(await flow.people?.('passage:order>deliver')).toEqual(['orderId=o1', 'orderId=o2'])
  })
})
