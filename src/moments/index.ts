export { holding } from './candidate.ts'
export { evidenceSentence, type MomentWords, momentWords, SIGN_WORDS } from './moments-text.ts'
export * from './notice.ts'
export * from './noticed.ts'
