import { expect, it } from 'vitest'
import { asId, orThrow } from '../kernel/index.ts'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { createWorkspaceSettings, LOCAL_OWNER, localOwnerMay, type WorkspaceStore } from './index.ts'
import { createMemoryWorkspaceStore } from './workspace-store.memory.ts'
import { createPostgresWorkspaceStore } from './workspace-store.postgres.ts'

const contract = (open: () => WorkspaceStore) => {
  it('a workspace is in Paris until it is told to be elsewhere, and no other moves with it', async () => {
    const store = open()
    const settings = createWorkspaceSettings({ store, may: localOwnerMay })
    expect(await settings.zone(LOCAL_OWNER)).toBe('Europe/Paris')
    expect(orThrow(await settings.setZone(LOCAL_OWNER, 'America/New_York'))).toBe('America/New_York')
    expect(orThrow(await settings.setZone(LOCAL_OWNER, ' europe/brussels '))).toBe('Europe/Brussels')
    expect(await settings.zone(LOCAL_OWNER)).toBe('Europe/Brussels')
    expect(await store.zone(asId('elsewhere'))).toBeUndefined()
  })
}
contract(createMemoryWorkspaceStore)
onEveryPostgres('what is set for a workspace', (database) => contract(() => createPostgresWorkspaceStore(database())))

it('what is no name of the IANA database is refused and changes nothing, and so is whoever may not', async () => {
  const settings = createWorkspaceSettings({ store: createMemoryWorkspaceStore(), may: localOwnerMay })
  for (const name of ['Mars/Olympus', '+02:00', '', 'Bruxelles'])
    expect(await settings.setZone(LOCAL_OWNER, name)).toMatchObject({ ok: false, refusal: { code: 'unknown-zone' } })
  const stranger = { ...LOCAL_OWNER, id: asId<'Actor'>('karim') }
  expect(await settings.setZone(stranger, 'UTC')).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
  expect(await settings.zone(LOCAL_OWNER)).toBe('Europe/Paris')
})
