import { expect, it } from 'vitest'
import { asId } from '../kernel/index.ts'
import { LOCAL_OWNER, localOwnerMay } from './index.ts'

it('lets the local owner act in its own workspace', () => {
  expect(localOwnerMay(LOCAL_OWNER, 'maps.publish', LOCAL_OWNER.workspace)).toBe(true)
})
it('refuses a stranger, and the owner in another workspace', () => {
  const stranger = { ...LOCAL_OWNER, id: asId<'Actor'>('karim') }
  expect(localOwnerMay(stranger, 'events.read', LOCAL_OWNER.workspace)).toBe(false)
  expect(localOwnerMay(LOCAL_OWNER, 'events.read', asId<'Workspace'>('elsewhere'))).toBe(false)
})
