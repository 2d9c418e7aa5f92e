import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Answer, no } from '../../collection/answers.http.ts'
import type { OtherDoor } from '../../collection/collector.http.ts'

/** Where built widgets lie: beside the built program, also for one that runs from its sources. */
const BUILT = fileURLToPath(new URL('../../../dist/widgets/collector.js', import.meta.url))
const DELIVERED = fileURLToPath(new URL('../../widgets/collector.js', import.meta.url))

/** The script of the collector, at an address that does not change: `GET /collector/v1.js`. */
export const widgetDoor = (): OtherDoor => {
  let known: Promise<{ readonly script: Buffer; readonly etag: string } | undefined> | undefined
  const read = async () => {
    const script = await readFile(DELIVERED)
      .catch(() => readFile(BUILT))
      .catch(() => undefined)
    return script && { script, etag: `"${hash('sha256', script, 'hex').slice(0, 16)}"` }
  }
  const answer = async (held: string | undefined): Promise<Answer> => {
    known ??= read()
    const found = await known
    if (!found) return no(404, 'not-built')
    const headers = {
      etag: found.etag,
      'cache-control': 'public, max-age=3600',
      'content-type': 'text/javascript; charset=utf-8',
      // Any page may load it, one that isolates itself too.
      'cross-origin-resource-policy': 'cross-origin',
    }
    if (held === found.etag) return { status: 304, body: Buffer.alloc(0), headers }
    return { status: 200, body: found.script, headers }
  }
  return (request, path) =>
    request.method === 'GET' && path === '/collector/v1.js' ? answer(request.headers['if-none-match']) : undefined
}
