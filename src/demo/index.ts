export * from './company.ts'
export { DEMO_SOURCE } from './diary.ts'
export { PERSONAS, STORES } from './people.ts'
export * from './truths.ts'
