import { expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import { askedRenamed, segmentsAsked } from './segment-in-question.ts'
import { createMemorySegmentStore } from './segment-store.memory.ts'
import { createSegments } from './segments.ts'

const claire = { actor: LOCAL_OWNER }
const open = (may = localOwnerMay) => createSegments({ store: createMemorySegmentStore(), may, now: () => 1 })

it('a segment means what was last said under its name, and several mean all of it', async () => {
  const segments = open()
  await segments.name(claire, { name: ' Lille ', who: ['store=paris'] })
  await segments.name(claire, { name: 'Lille', who: ['store=lille'] })
  await segments.name(claire, { name: 'Seniors', who: ['persona=senior', 'topic=design'] })
  expect(orThrow(await segments.conditions(claire, ['Lille', 'Seniors']))).toEqual([
    'store=lille',
    'persona=senior',
    'topic=design',
  ])
  expect(orThrow(await segments.all(claire)).map(({ name }) => name)).toEqual(['Lille', 'Seniors'])
})

it('a name that means nobody is refused with those that are known, and so is everybody', async () => {
  const segments = open()
  await segments.name(claire, { name: 'Lille', who: ['store=lille'] })
  const unknown = await segments.conditions(claire, ['Lens'])
  expect(unknown.ok ? undefined : unknown.refusal).toMatchObject({
    code: 'segment-not-found',
    remedy: { en: 'Known segments: Lille.' },
  })
  const codes = await Promise.all(
    [
      { name: '', who: ['store=lille'] },
      { name: 'All', who: [] },
      { name: 'Odd', who: ['=lille'] },
    ].map(async (one) => (await segments.name(claire, one)).ok),
  )
  expect(codes).toEqual([false, false, false])
  orThrow(await segments.remove(claire, 'Lille'))
  expect((await segments.remove(claire, 'Lille')).ok).toBe(false)
})

it('nobody names, removes or asks who may not', async () => {
  const segments = open(() => false)
  const refused = [
    await segments.all(claire),
    await segments.name(claire, { name: 'Lille', who: ['store=lille'] }),
    await segments.remove(claire, 'Lille'),
    await segments.conditions(claire, ['Lille']),
  ]
  expect(refused.map(({ ok }) => ok)).toEqual([false, false, false, false])
})

it('somebody belongs to the segments whose every condition they fulfil, and “not” means never', async () => {
  const segments = open()
  await segments.name(claire, { name: 'Lille', who: ['store=lille'] })
  await segments.name(claire, { name: 'Lille, by phone', who: ['store=lille', 'channel=phone'] })
  await segments.name(claire, { name: 'Never on the web', who: ['channel!=web'] })
  const event = {
    event: 'Store Visited',
    channel: 'store',
    party: 'own',
    store: 'lille',
    adviser: '',
    source: 'till',
    properties: {},
  }
  const called = { ...event, channel: 'phone', store: 'paris' }
  const browsed = { ...event, channel: 'web', store: '' }
  const of = async (...events: (typeof event)[]) => orThrow(await segments.of(claire, events)).map(({ name }) => name)
  expect(await of(event)).toEqual(['Lille', 'Never on the web'])
  expect(await of(event, called)).toEqual(['Lille', 'Lille, by phone', 'Never on the web'])
  expect(await of(event, called, browsed)).toEqual(['Lille', 'Lille, by phone'])
  expect(await of(browsed)).toEqual([])
})

it('a renamed segment means the same people; a name that means others is not taken from them', async () => {
  const segments = open()
  await segments.name(claire, { name: 'Lille', who: ['store=lille'] })
  await segments.name(claire, { name: 'Paris', who: ['store=paris'] })
  expect(await segments.rename(claire, 'Lille', ' Paris ')).toMatchObject({ refusal: { code: 'segment-name-taken' } })
  expect(await segments.rename(claire, 'Lens', 'Nord')).toMatchObject({ refusal: { code: 'segment-not-found' } })
  orThrow(await segments.rename(claire, 'Lille', 'Nord'))
  expect(orThrow(await segments.conditions(claire, ['Nord']))).toEqual(['store=lille'])
  expect(orThrow(await segments.all(claire)).map(({ name }) => name)).toEqual(['Nord', 'Paris'])
})

it('a kept question asks for a renamed segment under its new name, whatever the name looks like', () => {
  expect(askedRenamed('map=cuisine&segment=Lille&step=%5B%22web%22%5D', 'Lille', '75')).toBe(
    'map=cuisine&segment=%2275%22&step=%5B%22web%22%5D',
  )
  expect(segmentsAsked('map=cuisine&segment=%2275%22')).toEqual(['75'])
  expect(askedRenamed('segment=%2275%22', '75', 'Île-de-France')).toBe('segment=%C3%8Ele-de-France')
  expect(askedRenamed('segment=Paris', 'Lille', 'Nord')).toBeUndefined()
  expect(askedRenamed('aSegment=Lille&bSegment=Paris', 'Lille', 'Nord')).toBe('aSegment=Nord&bSegment=Paris')
  expect(askedRenamed('persona=Lille', 'Lille', 'Nord')).toBeUndefined()
})
