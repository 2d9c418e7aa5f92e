// Builds dist/ from src/. With --if-needed, only where a source is newer than the last build.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'dist', '.built')

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)

const fresh =
  existsSync(stamp) &&
  statSync(stamp).mtimeMs >
    Math.max(
      newest(join(root, 'src')),
      statSync(join(root, 'package.json')).mtimeMs,
      statSync(join(root, 'tsconfig.json')).mtimeMs,
    )

if (process.argv.includes('--if-needed') && fresh) process.exit(0)
process.stderr.write('Building Parcours…\n')
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const run = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' })
if (run.status !== 0) process.exit(run.status ?? 1)
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
// Whoever builds, a test included, builds what is delivered: React's own production build.
const env = { ...process.env, NODE_ENV: 'production' }
for (const config of ['vite.config.ts', 'vite.widgets.config.ts']) {
  const asked = [vite, 'build', '--logLevel', 'warn', '--config', config]
  const pages = spawnSync(process.execPath, asked, { stdio: 'inherit', cwd: root, env })
  if (pages.status !== 0) process.exit(pages.status ?? 1)
}
chmodSync(join(root, 'dist', 'main.js'), 0o755)
writeFileSync(stamp, new Date().toISOString())
