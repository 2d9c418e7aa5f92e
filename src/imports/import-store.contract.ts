import { beforeEach, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { ImportRecord, ImportStore } from './import-record.ts'

const { workspace } = LOCAL_OWNER
const NOON = Date.UTC(2026, 8, 14, 12)

const visits: ImportRecord = {
  id: asId('visits'),
  workspace,
  by: LOCAL_OWNER.id,
  file: "visites « été » '26.csv",
  size: 12_345,
  begunAt: NOON,
  state: 'receiving',
  source: null,
  chosen: null,
  endedAt: null,
  advance: null,
  account: null,
  refusal: null,
}

/** What every store of imports does alike. */
export const importStoreContract = (open: () => ImportStore): void => {
  let store: ImportStore
  beforeEach(() => {
    store = open()
  })

  it('gives back what was kept, and then what was kept in its place', async () => {
    await store.keep(visits)
    expect(await store.get(workspace, visits.id)).toEqual(visits)
    const refused: ImportRecord = {
      ...visits,
      state: 'refused',
      source: 'caisse de Lille',
      chosen: { columns: { time: 'date', channel: '' }, zone: 'Europe/Paris', channels: { Guichet: 'store' } },
      endedAt: NOON + 5,
      refusal: { code: 'binary-file', what: { fr: 'Non.', en: 'No.' }, remedy: { fr: '…', en: '…' } },
    }
    await store.keep(refused)
    expect(await store.get(workspace, visits.id)).toEqual(refused)
    expect(await store.list(workspace, 10)).toEqual([refused])
  })

  it('lists the latest first, so many', async () => {
    const calls = { ...visits, id: asId<'Import'>('calls'), begunAt: NOON + 1 }
    const mails = { ...visits, id: asId<'Import'>('mails'), begunAt: NOON + 2 }
    for (const record of [calls, visits, mails]) await store.keep(record)
    expect((await store.list(workspace, 2)).map(({ id }) => id)).toEqual(['mails', 'calls'])
  })

  it('tells those that are not over, the oldest first', async () => {
    const later = { ...visits, id: asId<'Import'>('later'), begunAt: NOON + 1, state: 'running' as const }
    const over = (['finished', 'cancelled', 'refused'] as const).map((state) => ({
      ...visits,
      id: asId<'Import'>(state),
      state,
    }))
    for (const record of [later, visits, ...over]) await store.keep(record)
    expect((await store.unfinished()).map(({ id }) => id)).toEqual(['visits', 'later'])
  })

  it('keeps workspaces apart', async () => {
    await store.keep(visits)
    const elsewhere = asId<'Workspace'>('elsewhere')
    expect(await store.get(elsewhere, visits.id)).toBeUndefined()
    expect(await store.list(elsewhere, 10)).toEqual([])
  })
}
