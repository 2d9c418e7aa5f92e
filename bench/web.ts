import { join } from 'node:path'
import { openStage, type Stage } from '../stories/browser.ts'
import { parcours } from '../stories/program.ts'
import { type BenchResult, type Figure, figure, machine, ratiosOf } from './result.ts'
import { STAGES, TOUCHPOINTS, writeBigMap } from './web/big-map.ts'
import { edited, listScrolled, plainDragged, plainListScrolled } from './web/keeps-up.ts'
import { mapEditing } from './web/map-editing.ts'
import { type Frames, INTERACTIVE, interactiveAt, p95, throttled } from './web/measure.ts'
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

const several = async <Result>(runs: number, run: () => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = []
  for (let at = 0; at < runs; at += 1) results.push(await run())
  return results
}

/** Frames a second, and the time between two that one in twenty exceeds. */
const framesOf = (name: string, runs: readonly Frames[]): readonly Figure[] => [
  figure(
    `${name}: frames`,
    'frames/s',
    runs.map(({ perSecond }) => perSecond),
  ),
  figure(
    `${name}: p95 between frames`,
    'ms',
    runs.map((one) => one.p95),
  ),
]

/** What the page's thread spends on each frame of the same gestures, whatever else the machine does. */
const workWhileEdited = async (stage: Stage, runs: number): Promise<readonly Figure[]> => {
  const visit = await stage.visit()
  await visit.open('/maps/grande')
  const figures = await mapEditing(visit.page, 'touchpoint:point-12', runs)
  await visit.close()
  return figures
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
    const edits = await several(runs, () => edited(stage))
    const ours: Figure[] = [
      figure('shell, compressed', 'kB', [shellKilobytes()]),
      figure('home interactive, processor ÷ 4', 's', await opened(stage, '/', runs)),
      figure('map interactive, processor ÷ 4', 's', await opened(stage, '/maps/cuisine', runs)),
      figure('filter answered', 's', answers),
      figure('filter answered, p95', 's', [p95(answers)]),
      ...framesOf(
        'drag of a card',
        edits.map(({ dragged }) => dragged),
      ),
      ...framesOf(
        'typing a title',
        edits.map(({ typed }) => typed),
      ),
      ...(await workWhileEdited(stage, runs)),
      ...framesOf('scroll of 100,000 rows', await several(runs, () => listScrolled(stage))),
    ]
    const plain = await several(runs, () => plainListScrolled(stage))
    const theirs: Figure[] = [
      ...framesOf('drag of a card', await several(runs, () => plainDragged(stage, TOUCHPOINTS))),
      ...framesOf(
        'scroll of 100,000 rows',
        plain.map(({ frames }) => frames),
      ),
      figure(
        '100,000 rows shown',
        'ms',
        plain.map(({ shownMs }) => shownMs),
      ),
    ]
    return {
      bench: 'web',
      what: 'the application in Chromium on the demo (50,000 events), without a graphics processor',
      size: { people: 5_000, stages: STAGES, touchpoints: TOUCHPOINTS, rows: 100_000, filters: FILTERS.length },
      ours,
      peer: { name: 'plain elements', version: 'the same Chromium, no library', figures: theirs },
      ratios: ratiosOf(ours, theirs),
      machine: machine(),
    }
  } finally {
    await stage.close()
  }
}
