import { createInterface } from 'node:readline'
import { type AnalyticsOptions, startAnalytics } from './start.clickhouse.ts'

/**
 * The analytics process's life: options as one JSON line on stdin (a secret has no place among arguments), then
 * `{"url","version"}` as one line on stdout; it stops at SIGTERM, SIGINT or the end of stdin, that is when its parent is gone.
 * It then ends by itself: `process.exit` after chDB has inserted crashes. The parent kills it after a deadline.
 */
const run = async (): Promise<void> => {
  const lines = createInterface({ input: process.stdin })
  const first = await new Promise<string | undefined>((resolve) => {
    lines.once('line', resolve)
    lines.once('close', () => resolve(undefined))
  })
  if (first === undefined) return
  const told = new Promise<void>((resolve) => {
    lines.once('close', resolve)
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve())
  })
  const running = await startAnalytics(JSON.parse(first) as AnalyticsOptions)
  process.stdout.write(`${JSON.stringify({ url: running.url, version: running.version })}\n`)
  await told
  await running.close()
  lines.close()
  process.stdin.destroy()
}

await run()
