export * from './typography.ts'
