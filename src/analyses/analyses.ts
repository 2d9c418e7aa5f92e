import { activityAnalysis } from './activity-analysis.ts'
import type { Analysis } from './analysis.ts'
import { attributionAnalysis } from './attribution-analysis.ts'
import { compareAnalysis } from './compare-analysis.ts'
import { contactsAnalysis } from './contacts-analysis.ts'
import { discoverAnalysis } from './discover-analysis.ts'
import { driversAnalysis } from './drivers-analysis.ts'
import { effectivenessAnalysis } from './effectiveness-analysis.ts'
import { flowAnalysis } from './flow-analysis.ts'
import { funnelAnalysis } from './funnel-analysis.ts'
import { nextAnalysis } from './next-analysis.ts'
import { pathsAnalysis } from './paths-analysis.ts'
import { recommendAnalysis } from './recommend-analysis.ts'
import { retentionAnalysis } from './retention-analysis.ts'
import { timesAnalysis } from './times-analysis.ts'
import { trendsAnalysis } from './trends-analysis.ts'
import { valueAnalysis } from './value-analysis.ts'
import { variantsAnalysis } from './variants-analysis.ts'

/** Every analysis: a command, an endpoint and a schema each. */
export const ANALYSES: readonly Analysis[] = [
  funnelAnalysis,
  pathsAnalysis,
  variantsAnalysis,
  flowAnalysis,
  timesAnalysis,
  retentionAnalysis,
  attributionAnalysis,
  valueAnalysis,
  driversAnalysis,
  activityAnalysis,
  trendsAnalysis,
  recommendAnalysis,
  contactsAnalysis,
  effectivenessAnalysis,
  compareAnalysis,
  nextAnalysis,
  discoverAnalysis,
]
