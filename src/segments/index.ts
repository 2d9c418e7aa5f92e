export * from './segment.ts'
export * from './segment-in-question.ts'
export * from './segment-store.ts'
export * from './segments.ts'
