import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import { type MapOwners, nameOwner } from './map-owners.ts'

const NOON = Date.UTC(2026, 8, 14, 12)

/** What every record of owners does alike. */
export const mapOwnersContract = (open: () => MapOwners): void => {
  let owners: MapOwners
  beforeEach(() => {
    owners = open()
  })
  const name = (map: string, owner: string | null, at = NOON, actor = LOCAL_OWNER) =>
    nameOwner({ owners, may: localOwnerMay, now: () => at }, { actor, signed: 'Claire' }, map, owner)

  describe('who answers for a map', () => {
    it('is the last who was named, with when and by whom', async () => {
      orThrow(await name('cuisine', 'Karim'))
      orThrow(await name('permit', ' Léa ', NOON + 1))
      orThrow(await name('cuisine', 'Anaïs', NOON + 2))
      expect(await owners.all(LOCAL_OWNER.workspace)).toEqual([
        { map: 'cuisine', owner: 'Anaïs', at: NOON + 2, by: LOCAL_OWNER.id, signed: 'Claire' },
        { map: 'permit', owner: 'Léa', at: NOON + 1, by: LOCAL_OWNER.id, signed: 'Claire' },
      ])
    })
    it('may be nobody again', async () => {
      await name('cuisine', 'Karim')
      await name('cuisine', null, NOON + 1)
      expect((await owners.all(LOCAL_OWNER.workspace))[0]?.owner).toBeUndefined()
    })
    it('is not named by strangers, nor seen from elsewhere', async () => {
      const stranger = { ...LOCAL_OWNER, id: asId<'Actor'>('stranger') }
      expect(await name('cuisine', 'Karim', NOON, stranger)).toMatchObject({ refusal: { code: 'not-allowed' } })
      await name('cuisine', 'Karim')
      expect(await owners.all(asId<'Workspace'>('elsewhere'))).toEqual([])
    })
  })
}
