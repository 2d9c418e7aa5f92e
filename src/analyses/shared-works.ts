import { funnelWork, medianWork } from './funnel.ts'
import { returnWork } from './retention.ts'

/** What several threads do together, by name. */
export const analysisWorks = [funnelWork, medianWork, returnWork] as const
