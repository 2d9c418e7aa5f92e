export type { AnalysisPorts, Asked, Scope } from './analysis.ts'
export * from './analyst.ts'
export type { Told } from './ask.ts'
export * from './create-analyst.ts'
