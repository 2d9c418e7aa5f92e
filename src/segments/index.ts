export * from './segment.ts'
export * from './segment-store.ts'
export * from './segments.ts'
