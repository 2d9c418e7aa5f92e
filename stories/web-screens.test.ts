import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { router } from '../src/web/router.tsx'
import { openStage, type Stage, settled, type Visit } from './browser.ts'
import { SCREENS, type Screen } from './screens.ts'

const look = async (visit: Visit, screen: Screen): Promise<readonly string[]> => {
  await visit.page.setViewportSize({ width: 1440, height: 900 })
  await visit.open(screen.path)
  await screen.prepare?.(visit.page)
  await settled(visit.page)
  const [desk, phone] = [await visit.wrongs(1440), await visit.wrongs(390)]
  return [...desk, ...phone, ...visit.troubles.splice(0)]
}

describe('every screen of the application', () => {
  let stage: Stage
  const visits = {} as Record<'fr' | 'en', Visit>
  beforeAll(async () => {
    stage = await openStage()
    visits.fr = await stage.visit({ language: 'fr' })
    visits.en = await stage.visit({ language: 'en' })
  })
  afterAll(() => stage?.close())

  it('has a line among the screens to look at, view by view', () => {
    const routes = Object.keys(router.routesById).filter((id) => id !== '__root__')
    expect(routes.length).toBeGreaterThan(3)
    const known = new Set(SCREENS.map(({ route }) => route))
    expect(routes.filter((route) => !known.has(route))).toEqual([])
  })

  for (const screen of SCREENS)
    for (const language of ['fr', 'en'] as const)
      it(`${screen.name} opens by its address, is accessible and whole, in ${language}, light and dark, wide and narrow`, async () => {
        expect(await look(visits[language], screen)).toEqual([])
      })

  it('names no person in any address that was asked for', async () => {
    const addresses = [...visits.fr.addresses, ...visits.en.addresses]
    expect(addresses.length).toBeGreaterThan(50)
    expect(addresses.filter((address) => /[\w.]+(?:@|%40)[\w-]+\.\w|\+33|%2B33|token=/.test(address))).toEqual([])
  })
})
