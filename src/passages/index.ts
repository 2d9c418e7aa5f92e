export * from './passage-reader.ts'
export * from './passage-store.ts'
export * from './passages.ts'
export * from './walk.ts'
