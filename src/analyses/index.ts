export type { AnalysisPorts, Scope } from './analysis.ts'
