import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchOptions, importFigures, importWhole } from './import-csv.ts'
import { xes } from './logs.ts'
import { type BenchResult, machine } from './result.ts'
import type { Watched } from './watched.ts'

/** No peer that reads XES installs here: pm4py's published 262,200 events in 13 s is a cited figure, not one of this run. */
export const importXes = async ({ events, runs }: BenchOptions): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'))
  try {
    const log = await xes(join(folder, 'interactions.xes'), events)
    const ours: Watched[] = []
    for (let run = 0; run < runs; run += 1) ours.push(await importWhole(log, folder, []))
    return {
      bench: 'import-xes',
      what: 'an XES log with five attributes an event, from nothing running to queryable',
      size: { events: log.events, bytes: log.bytes },
      ours: importFigures(log, ours),
      peer: null,
      ratios: [],
      machine: machine(),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
