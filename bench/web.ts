import { join } from 'node:path'
import { openStage, type Stage } from '../stories/browser.ts'
import { parcours } from '../stories/program.ts'
import { type BenchResult, type Figure, figure, machine } from './result.ts'
import { STAGES, TOUCHPOINTS, writeBigMap } from './web/big-map.ts'
import { INTERACTIVE, interactiveAt, p95, throttled } from './web/measure.ts'
import { shellKilobytes } from './web/weight.ts'

/** The screens that a reader opens first, cold: nothing of them in the browser's cache. */
const opened = async (stage: Stage, path: string, runs: number): Promise<readonly number[]> => {
  const seconds: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const visit = await stage.visit()
    await visit.context.addInitScript(INTERACTIVE)
    await throttled(visit.page, 4)
    await visit.page.goto(`${stage.url}${path}`, { waitUntil: 'commit' })
    seconds.push((await interactiveAt(visit.page)) / 1000)
    await visit.close()
  }
  return seconds
}

/** Each filter is asked for once: nothing of it was worked out before. */
const FILTERS = ['web', 'store', 'phone', 'email'].flatMap((channel) =>
  ['', '&from=2025-03-01', '&from=2025-06-01', '&from=2025-09-01', '&to=2025-09-01'].map(
    (period) => `channel=${channel}${period}`,
  ),
)

const filtered = async (stage: Stage): Promise<readonly number[]> => {
  const visit = await stage.visit()
  await visit.open('/maps/cuisine')
  const seconds: number[] = []
  for (const filter of FILTERS)
    seconds.push(
      await visit.page.evaluate(async (asked) => {
        const begun = performance.now()
        const answer = await fetch(`/api/maps/cuisine/lived?${asked}`)
        await answer.json()
        if (!answer.ok) throw new Error(`${asked}: ${answer.status}`)
        return (performance.now() - begun) / 1000
      }, filter),
    )
  await visit.close()
  return seconds
}

/** The web application, in Chromium, on the demo: its weight, how soon it answers, how it keeps up. */
export const web = async ({ runs }: { runs: number }): Promise<BenchResult> => {
  const stage = await openStage({ people: 5_000 })
  try {
    const file = join(stage.folder, '..', 'grande.json')
    writeBigMap(file)
    const pushed = await parcours('map', 'push', file, '--data', stage.folder)
    if (pushed.code !== 0) throw new Error(pushed.stderr)
    const answers = await filtered(stage)
    const ours: Figure[] = [
      figure('shell, compressed', 'kB', [shellKilobytes()]),
      figure('home interactive, processor ÷ 4', 's', await opened(stage, '/', runs)),
      figure('map interactive, processor ÷ 4', 's', await opened(stage, '/maps/cuisine', runs)),
      figure('filter answered', 's', answers),
      figure('filter answered, p95', 's', [p95(answers)]),
    ]
    return {
      bench: 'web',
      what: 'the application in Chromium on the demo (50,000 events), without a graphics processor',
      size: { people: 5_000, stages: STAGES, touchpoints: TOUCHPOINTS, filters: FILTERS.length },
      ours,
      peer: null,
      ratios: [],
      machine: machine(),
    }
  } finally {
    await stage.close()
  }
}
