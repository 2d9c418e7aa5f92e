export * from './choice.ts'
export * from './typed.ts'
