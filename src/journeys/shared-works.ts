import { traceWork } from './lived-traces.ts'
import { alignWork } from './measure-conformance.ts'
import { orderWork } from './measure-stages.ts'
import { neighbourWork } from './neighbour-waits.ts'
import { hashWork, lotWork } from './path-lots.ts'
import { stageWork } from './stage-counts.ts'
import { entryWork } from './stage-entries.ts'

/** What several threads do together, by name. */
export const journeyWorks = [
  entryWork,
  stageWork,
  orderWork,
  neighbourWork,
  traceWork,
  alignWork,
  hashWork,
  lotWork,
] as const
