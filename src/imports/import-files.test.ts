import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../shared-data.ts'
import type { EventSink } from './event-sink.ts'
import { importing, now } from './importing.contract.ts'

const { folder, write, bring, refusal, events, rejectedOf, kept, afresh } = importing()

describe('rows of a file', () => {
  it('become events: who, when, what, on which channel, and the rest as properties', async () => {
    const file = write(
      'visits.csv',
      'case_id,event,timestamp,channel,store,amount,note\nC1,Store Visited,2026-03-03 10:00:00,store,Lille,12.5,"says ""hi"""\n',
    )
    await bring(file)
    expect(events()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        workspace: 'default',
        source: 'lille',
        at: Date.UTC(2026, 2, 3, 9),
        receivedAt: now,
        rank: 0,
        seq: 0,
        identifier: 'case:lille:C1',
        caseId: 'C1',
        event: 'Store Visited',
        channel: 'store',
        channelInferred: false,
        party: 'own',
        store: 'Lille',
        adviser: '',
        properties: { amount: '12.5', note: 'says "hi"' },
      },
    ])
  })

  it('are read as a French spreadsheet writes them: semicolons, decimal commas, days first, Windows letters', async () => {
    const text =
      'N° dossier;Étape;Date et heure;Canal;Montant\nD1;Réception;13/02/2026 10:00;Téléphone;1234,50\nD1;Signée;03/04/2026 09:30;Accueil;12\n'
    const file = write('export.csv', Buffer.from(text, 'latin1'))
    const { file: account } = await bring(file)
    expect(account?.format).toBe('CSV ";" windows-1252')
    expect(account?.mapping).toEqual({ case: 'N° dossier', event: 'Étape', time: 'Date et heure', channel: 'Canal' })
    expect(
      events().map(({ at, event, channel, properties }) => [
        new Date(at).toISOString(),
        event,
        channel,
        properties.Montant,
      ]),
    ).toEqual([
      ['2026-02-13T09:00:00.000Z', 'Réception', 'Téléphone', '1234.50'],
      ['2026-04-03T07:30:00.000Z', 'Signée', 'Accueil', '12'],
    ])
  })

  it('are the person of their column, else of their case, and never merge', async () => {
    const file = write('people.csv', 'ticket,client_id,action,date\nT1,42,Call,2026-01-01\nT2,,Call,2026-01-02\n')
    await bring(file, { case: 'ticket', profile: 'client_id' })
    expect(events().map(({ identifier, caseId }) => [identifier, caseId])).toEqual([
      ['user:42', 'T1'],
      ['case:lille:T2', 'T2'],
    ])
  })

  it('take a literal NA or null in a case column for a value', async () => {
    const file = write('na.csv', 'case,event,time\nNA,Call,2026-01-01\nnull,Call,2026-01-01\n')
    await bring(file)
    expect(events().map(({ caseId }) => caseId)).toEqual(['NA', 'null'])
  })

  it('take values for a whole file, translations of channels and third parties from a mapping file', async () => {
    const mapping = write('map.yaml', 'case: ref\ntime: {value: ignored}\n')
    expect((await refusal(write('m.csv', 'ref,quand,canal\nR1,2026-01-01,Desk\n'), { mapping })).code).toBe(
      'missing-columns',
    )
    writeFileSync(
      mapping,
      'case: ref\ntime: quand\nevent: {value: Review Posted}\nchannel: canal\nchannels: {Desk: store}\nparty: third\n',
    )
    await bring(join(folder, 'm.csv'), { mapping })
    expect(events().map(({ event, channel, party }) => [event, channel, party])).toEqual([
      ['Review Posted', 'store', 'third'],
    ])
  })

  it('are filtered by their amounts as a French spreadsheet writes them', async () => {
    const file = write(
      'montants.csv',
      'dossier;étape;date;montant\nD1;Devis;13/02/2026;1234,50\nD2;Devis;14/02/2026;2 000,00\nD3;Devis;15/02/2026;90,00\n',
    )
    await bring(file, { where: ['montant gte 1234.5'] })
    expect(events().map(({ caseId }) => caseId)).toEqual(['D1', 'D2'])
  })

  it('keep 1,234 as it stands where nothing tells a thousand from a decimal', async () => {
    await bring(
      write(
        'amounts.csv',
        'case,event,time,amount,weight\n1,A,2026-01-01,"1,234","0,250"\n1,B,2026-01-02,567,"1,250"\n',
      ),
    )
    expect(events().map(({ properties }) => [properties.amount, properties.weight])).toEqual([
      ['1,234', '0.250'],
      ['567', '1.250'],
    ])
  })

  it('keep only those that --where keeps', async () => {
    const file = write(
      'where.csv',
      'case,event,time,canal\n1,A,2026-01-01,web\n2,A,2026-01-01,store\n3,A,2026-01-01,\n',
    )
    expect((await bring(file, { where: ['canal eq web'] })).counts).toMatchObject({ read: 3, kept: 1, filtered: 2 })
    expect((await bring(file, { where: ['canal in web, store', 'case gt 1'] })).counts).toMatchObject({
      kept: 1,
      filtered: 2,
    })
  })

  it('are ordered within an instant by --order, else by their place', async () => {
    const file = write('order.csv', 'case,event,time,n\n1,A,2026-01-01,7\n1,B,2026-01-01,2\n1,C,2026-01-01,x\n')
    expect((await bring(file, { order: 'n' })).counts).toMatchObject({ kept: 2, rejected: 1 })
    expect(events().map(({ rank, seq, properties }) => [rank, seq, properties])).toEqual([
      [7, 0, {}],
      [2, 1, {}],
    ])
  })
})

describe('the same rows again', () => {
  const text = 'case,event,time\n1,A,2026-01-01\n1,A,2026-01-01\n2,B,2026-01-02\n'

  it('add nothing, though two identical rows are two events', async () => {
    const file = write('same.csv', text)
    expect((await bring(file)).counts).toMatchObject({ read: 3, kept: 3, duplicates: 0 })
    expect((await bring(file)).counts).toMatchObject({ read: 3, kept: 0, duplicates: 3 })
  })

  it('add nothing in another encoding, with other quotes, columns in another order and an empty one more', async () => {
    await bring(write('same.csv', text))
    const other = write(
      'other.csv',
      '\uFEFFtime;event;case;note\n"2026-01-01";A;1;\n2026-01-01;A;1;\n2026-01-02;B;"2";\n',
    )
    expect((await bring(other)).counts).toMatchObject({ kept: 0, duplicates: 3 })
  })

  it('are told apart by --id where the source has ids', async () => {
    const file = write('ids.csv', 'event_id,case,event,time\ne1,1,A,2026-01-01\ne1,1,A,2026-01-02\n,1,A,2026-01-02\n')
    expect((await bring(file, { id: 'event_id' })).counts).toMatchObject({
      read: 3,
      kept: 1,
      duplicates: 1,
      rejected: 1,
    })
  })
})

describe('an interrupted import', () => {
  it('goes on where it stood, with the same account as one never interrupted', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `${i % 500},Step ${i % 7},2026-01-${i % 100 === 0 ? '32' : '03'} 10:00:0${i % 10},${'x'.repeat(80)}`,
    )
    const file = write('long.csv', `case,event,time,note\n${rows.join('\n')}\n`)
    const whole = await bring(file)
    const expected = { rows: [...kept().rows], rejected: rejectedOf(file), counts: whole.counts }

    afresh()
    let batches = 0
    const failing: EventSink = {
      ...kept(),
      open: async (identity) => {
        const open = await kept().open(identity)
        return {
          ...open,
          append: async (batch) => {
            if (++batches > 2) throw new Error('The machine stopped')
            return open.append(batch)
          },
        }
      },
    }
    await expect(bring(file, {}, failing)).rejects.toThrow('The machine stopped')
    expect(kept().rows.length).toBeGreaterThan(0)
    expect(kept().rows.length).toBeLessThan(29_700)
    const resumed = await bring(file)
    expect(resumed.file?.resumedAfter).toBeGreaterThan(0)
    expect(resumed.counts).toEqual(expected.counts)
    expect(kept().rows).toEqual(expected.rows)
    expect(rejectedOf(file)).toEqual(expected.rejected)
  })
})

describe('real logs', () => {
  const receipt = sharedData('logs/receipt.csv')
  it.skipIf(!receipt)('the permit requests: 8577 events of 1434 cases (needs the shared data)', async () => {
    const copy = write('receipt.csv', readFileSync(receipt ?? ''))
    const { counts, file } = await bring(copy)
    expect(counts).toEqual({ read: 8577, kept: 8577, duplicates: 0, rejected: 0, filtered: 0 })
    expect(file?.mapping).toEqual({
      case: 'case:concept:name',
      event: 'concept:name',
      time: 'time:timestamp',
      channel: 'case:channel',
    })
    expect(new Set(events().map(({ caseId }) => caseId)).size).toBe(1434)
    expect((await bring(copy)).counts).toMatchObject({ kept: 0, duplicates: 8577 })
  })

  const example = sharedData('logs/running-example.csv')
  it.skipIf(!example)('the running example: 42 events of 6 cases (needs the shared data)', async () => {
    const { counts } = await bring(write('example.csv', readFileSync(example ?? '')))
    expect(counts).toMatchObject({ read: 42, kept: 42 })
    expect(events()[0]).toMatchObject({ caseId: '3', event: 'register request', at: Date.UTC(2010, 11, 30, 13, 32) })
  })
})
