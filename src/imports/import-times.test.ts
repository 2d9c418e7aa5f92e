import { describe, expect, it } from 'vitest'
import { importing } from './importing.contract.ts'

const { write, bring, refusal, events, afresh } = importing()

describe('times without a zone', () => {
  const times = (...texts: string[]) =>
    write('times.csv', `case,event,time\n${texts.map((text) => `1,A,${text}\n`).join('')}`)

  it('take --zone, else Paris; repeated and skipped hours are counted', async () => {
    const { file } = await bring(times('2025-10-26 02:30', '2025-03-30 02:30', '2025-07-01 12:00'))
    expect(file?.zone).toEqual({ name: 'Europe/Paris', repeatedHours: 1, skippedHours: 1 })
    expect(events().map(({ at }) => new Date(at).toISOString())).toEqual([
      '2025-10-26T00:30:00.000Z',
      '2025-03-30T01:30:00.000Z',
      '2025-07-01T10:00:00.000Z',
    ])
    afresh()
    await bring(times('2025-07-01 12:00'), { zone: 'America/Montreal' })
    expect(new Date(events()[0]?.at ?? 0).toISOString()).toBe('2025-07-01T16:00:00.000Z')
  })

  it('have the order of day and month of the whole column', async () => {
    const late = [...Array.from({ length: 6000 }, () => '03/04/2025 10:00'), '25/04/2025 10:00']
    await bring(times(...late))
    expect(new Set(events().map(({ at }) => new Date(at).toISOString().slice(0, 10)))).toEqual(
      new Set(['2025-04-03', '2025-04-25']),
    )
  })

  it('are refused where nothing tells the day from the month, or where both orders are met', async () => {
    expect(await refusal(times('03/04/2025', '05/06/2025'))).toMatchObject({ code: 'ambiguous-dates', at: { line: 2 } })
    expect(await refusal(times('13/04/2025', '04/13/2025'))).toMatchObject({ code: 'ambiguous-dates' })
    await bring(times('03/04/2025'), { dateFormat: 'mdy' })
    expect(new Date(events()[0]?.at ?? 0).toISOString()).toBe('2025-03-03T23:00:00.000Z')
  })
})
