export * from './actor.ts'
export * from './may.ts'
export * from './not-allowed.ts'
export * from './workspace.ts'
