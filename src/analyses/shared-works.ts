import { funnelWork, medianWork } from './funnel.ts'

/** What several threads do together, by name. */
export const analysisWorks = [funnelWork, medianWork] as const
