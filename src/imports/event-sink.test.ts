import { eventSinkContract } from './event-sink.contract.ts'
import { createMemoryEventSink } from './event-sink.memory.ts'

eventSinkContract('memory', async () => createMemoryEventSink())
