import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { router } from '../src/web/router.tsx'
import { openStage, type Stage, settled, type Visit } from './browser.ts'
import { SCREENS, type Screen } from './screens.ts'

const WIDTHS = [1440, 390] as const

/** What is wrong with a screen as it stands: told with where and how it was seen. */
const wrongs = async (visit: Visit, width: number): Promise<readonly string[]> => {
  const found: string[] = []
  await visit.page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
  for (const scheme of ['light', 'dark'] as const) {
    await visit.page.emulateMedia({ colorScheme: scheme })
    found.push(...(await visit.axe()).map((what) => `${scheme} ${width}: ${what}`))
  }
  found.push(...(await visit.overflows()).map((what) => `${width}: ${what}`))
  return found
}

const look = async (visit: Visit, screen: Screen): Promise<readonly string[]> => {
  await visit.page.setViewportSize({ width: 1440, height: 900 })
  await visit.open(screen.path)
  await screen.prepare?.(visit.page)
  await settled(visit.page)
  const [desk, phone] = [await wrongs(visit, WIDTHS[0]), await wrongs(visit, WIDTHS[1])]
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
