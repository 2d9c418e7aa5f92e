import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Starts a thread beside this one: the built program, or its sources in development, where tsx reads them.
 * @param from `import.meta.url` of who starts it
 * @param program the name of its file without extension, in the same folder
 */
export const startThread = (from: string, program: string, options: WorkerOptions): Worker => {
  if (from.endsWith('.js')) return new Worker(new URL(`./${program}.js`, from), options)
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const loader = new URL('./dist/esm/api/index.mjs', tsx).href
  const source = new URL(`./${program}.ts`, from).href
  const code = `import('${loader}').then(({ register }) => { register(); return import('${source}') })`
  return new Worker(code, { ...options, eval: true })
}
