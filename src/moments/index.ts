export { holding } from './candidate.ts'
export * from './notice.ts'
export * from './noticed.ts'
