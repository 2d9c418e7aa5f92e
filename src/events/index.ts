export * from './channel.ts'
export * from './event.ts'
export * from './where.ts'
