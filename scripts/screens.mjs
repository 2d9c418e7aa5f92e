// Takes a picture of every screen of the demo into a folder: light and dark, French and English, a desk and a phone.
//   node --import tsx scripts/screens.mjs FOLDER [part of a screen's name]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStage, settled } from '../stories/browser.ts'
import { SCREENS } from '../stories/screens.ts'

const [folder = 'screens', part = ''] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const stage = await openStage({ people: 2400 })
try {
  for (const language of ['fr', 'en'])
    for (const width of [1440, 390]) {
      const visit = await stage.visit({ language, width })
      for (const screen of SCREENS.filter(({ name }) => name.includes(part))) {
        try {
          await visit.open(screen.path)
          await screen.prepare?.(visit.page)
          await settled(visit.page)
        } catch (problem) {
          console.error(`${screen.name} ${language} ${width}: ${problem.message.split('\n')[0]}`)
        }
        // As tall as its content, so that what is fixed to an edge stands at that edge.
        const tall = await visit.page.evaluate(() => document.documentElement.scrollHeight)
        const least = width < 600 ? 844 : 900
        await visit.page.setViewportSize({ width, height: Math.min(4000, Math.max(least, tall)) })
        for (const scheme of ['light', 'dark']) {
          await visit.page.emulateMedia({ colorScheme: scheme })
          const path = join(folder, `${screen.name}-${language}-${scheme}-${width}.png`)
          await visit.page.screenshot({ path })
        }
        await visit.page.setViewportSize({ width, height: least })
        await visit.page.emulateMedia({ colorScheme: 'light' })
      }
      await visit.close()
    }
} finally {
  await stage.close()
}
