export * from './notice.ts'
export * from './notice-store.ts'
export * from './notice-words.ts'
export * from './notices.ts'
