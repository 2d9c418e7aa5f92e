import type { Event } from '../events/index.ts'
import { NONE, type Recogniser, signsOf, touchpointOf } from '../journeys/index.ts'
import type { Step } from './walk.ts'

/** An event as a map sees it; nothing where the map does not recognise it. */
export const stepOf = (recogniser: Recogniser, event: Event): Step | undefined => {
  const touchpoint = touchpointOf(recogniser, event)
  const signs = signsOf(recogniser, event, touchpoint)
  const { at, rank, seq } = event
  return touchpoint === NONE && signs === 0 ? undefined : { at, rank, seq, touchpoint, signs }
}
