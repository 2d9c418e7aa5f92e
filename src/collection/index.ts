export * from './source.ts'
export * from './source-refusals.ts'
export * from './sources.ts'
