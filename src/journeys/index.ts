export * from './cases.ts'
export * from './lived.ts'
