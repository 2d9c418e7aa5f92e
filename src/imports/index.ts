export type * from './event-sink.ts'
