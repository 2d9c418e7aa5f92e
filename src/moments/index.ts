export { holding } from './candidate.ts'
export { evidenceSentence, SIGN_WORDS } from './moments-text.ts'
export * from './notice.ts'
export * from './noticed.ts'
