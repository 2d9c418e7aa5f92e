export * from './noticed.ts'
