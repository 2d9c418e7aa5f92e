export * from './case-reader.ts'
export * from './cases.ts'
export * from './lived.ts'
export * from './recogniser.ts'
