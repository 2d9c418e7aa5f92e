import { expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { purposesOf } from './index.ts'
import { createMemoryPurposeStore } from './purpose-store.memory.ts'
import { createPostgresPurposeStore } from './purpose-store.postgres.ts'
import type { PurposeStore } from './purpose-store.ts'

const { workspace } = LOCAL_OWNER

const contract = (open: () => PurposeStore) =>
  it('a store of purposes keeps what a workspace declared, in order, under its last title', async () => {
    const store = open()
    const [recall, events] = [
      { id: 'recall', title: { fr: 'Rappels de sécurité', en: 'Safety recalls' } },
      { id: 'events', title: { fr: 'Invitations', en: 'Invitations' } },
    ]
    await store.declare(workspace, { ...recall, title: { fr: 'Rappels', en: 'Recalls' } })
    await store.declare(workspace, events)
    await store.declare(workspace, recall)
    expect(await store.list(workspace)).toEqual([recall, events])
    expect(await store.list(asId('elsewhere'))).toEqual([])
    expect(purposesOf(await store.list(workspace)).map(({ id }) => id)).toEqual([
      ...['measurement', 'personalisation', 'marketing', 'surveys'],
      ...['recall', 'events'],
    ])
  })
contract(createMemoryPurposeStore)
onEveryPostgres('the purposes', (database) => contract(() => createPostgresPurposeStore(database())))
