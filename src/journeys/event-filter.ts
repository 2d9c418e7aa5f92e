import { type Event, holds } from '../events/index.ts'
import type { EventFilter } from './cases.ts'

/** Whether an analysis looks at an event. */
export const keeps = (filter: EventFilter, event: Event): boolean =>
  (filter.source === undefined || event.source === filter.source) &&
  (filter.from === undefined || event.at >= filter.from) &&
  (filter.to === undefined || event.at < filter.to) &&
  (filter.channel === undefined || event.channel === filter.channel) &&
  (filter.where ?? []).every((condition) => holds(condition, event))
