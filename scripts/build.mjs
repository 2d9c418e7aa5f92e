// Builds dist/ from src/. With --if-needed, only where a source is newer than the last build.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [src, dist] = [join(root, 'src'), join(root, 'dist')]
const stamp = join(dist, '.built')

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
const newest = (files) => files.reduce((latest, file) => Math.max(latest, statSync(file).mtimeMs), 0)
const sources = [
  ...filesIn(src),
  join(root, 'package.json'),
  join(root, 'tsconfig.json'),
  fileURLToPath(import.meta.url),
]

if (process.argv.includes('--if-needed') && existsSync(stamp) && statSync(stamp).mtimeMs > newest(sources))
  process.exit(0)
process.stderr.write('Building Parcours…\n')
// Built beside, and put in its place whole: whoever starts meanwhile finds the last build or this one.
const made = mkdtempSync(join(root, 'node_modules', '.build-'))
process.on('exit', () => rmSync(made, { recursive: true, force: true }))

/**
 * Libraries of many small files of plain JavaScript are built in: a process that starts reads a few files instead of a
 * thousand. The others stay where npm put them: they load binaries, fonts or threads from beside themselves.
 */
const BUILT_IN = new RegExp(
  `^(?:${[
    ...['@clickhouse/client', '@sinclair/typebox', 'ajv', 'ajv-formats', 'commander', 'csv-parse'],
    ...['fractional-indexing', 'hyparquet', 'hyparquet-compressors', 'hyparquet-writer', 'lib0'],
    ...['libphonenumber-js', 'saxes', 'temporal-polyfill', 'y-protocols', 'yaml', 'yjs'],
  ].join('|')})(?:/|$)`,
)
const externals = {
  name: 'libraries that stay beside',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) =>
      BUILT_IN.test(path) || importer.includes('node_modules') || path.startsWith(root)
        ? undefined
        : { path, external: true },
    ),
}
/** Where a source says `import.meta.url` it means its own place, as if each were still a file of its own. */
const places = {
  name: 'places of sources',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined
      const place = JSON.stringify(relative(src, path).replace(/\.ts$/, '.js'))
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', `__place(${place})`), loader: 'ts' }
    }),
}
const threads = filesIn(src).filter((file) => file.endsWith('.worker.ts') && !file.includes(`${join(src, 'web')}/`))
const { outputFiles } = await build({
  entryPoints: [join(src, 'main.ts'), ...threads],
  ...{ outdir: made, outbase: src, chunkNames: 'parts/[hash]' },
  ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20.19', write: false },
  ...{ sourcemap: 'linked', sourcesContent: false, logLevel: 'warning' },
  plugins: [externals, places],
})
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true })
  const up = relative(dirname(path), made) || '.'
  // Functions may stand at the end: what stands before them keeps its line.
  const place = `import { createRequire as __from } from 'node:module'; var require = __from(import.meta.url);
function __place(source) { return new URL('${up}/' + source, import.meta.url).href }\n`
  writeFileSync(path, path.endsWith('.map') ? text : text.replace(/\n(?=\/\/# sourceMappingURL)/, `\n${place}`))
}

const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
// Whoever builds, a test included, builds what is delivered: React's own production build.
const env = { ...process.env, NODE_ENV: 'production' }
for (const [config, folder] of [
  ['vite.config.ts', 'web'],
  ['vite.widgets.config.ts', 'widgets'],
]) {
  const asked = [
    vite,
    'build',
    '--logLevel',
    'warn',
    '--config',
    config,
    '--outDir',
    join(made, folder),
    '--emptyOutDir',
  ]
  const pages = spawnSync(process.execPath, asked, { stdio: 'inherit', cwd: root, env })
  if (pages.status !== 0) process.exit(pages.status ?? 1)
}
chmodSync(join(made, 'main.js'), 0o755)
// Whoever may read the program may run it, as with every other folder of it.
chmodSync(made, 0o755)
writeFileSync(join(made, '.built'), new Date().toISOString())
try {
  rmSync(dist, { recursive: true, force: true })
  renameSync(made, dist)
} catch (problem) {
  // Another build of the same sources was put there first.
  if (!existsSync(stamp)) throw problem
}
