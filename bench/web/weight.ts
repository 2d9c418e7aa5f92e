import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { repository } from '../watched.ts'

/** The compressed bytes that load before any screen: the page's own scripts and styles, and one language. */
export const shellKilobytes = (): number => {
  const web = join(repository, 'dist', 'web')
  const page = readFileSync(join(web, 'index.html'), 'utf8')
  const names = [...page.matchAll(/(?:src|href)="\/assets\/([^"]+\.(?:js|css))"/g)].map(([, name = '']) => name)
  const language = readdirSync(join(web, 'assets')).filter((name) => /^fr-.*\.js$/.test(name))
  const size = (name: string) => gzipSync(readFileSync(join(web, 'assets', name)), { level: 9 }).length
  return [...names, ...language].reduce((sum, name) => sum + size(name), 0) / 1000
}
