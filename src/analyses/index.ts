export type { Analysis, AnalysisPorts } from './analysis.ts'
