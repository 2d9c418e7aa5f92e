export * from './ask.ts'
export * from './explorer.ts'
export * from './look.ts'
export * from './period.ts'
