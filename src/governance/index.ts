export * from './actor.ts'
export * from './may.ts'
