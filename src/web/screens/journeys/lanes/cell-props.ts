import type { LivedTouchpoint } from '../../../../journeys/index.ts'
import type { JourneyMap, Touchpoint } from '../../../../maps/index.ts'

/** What a lane's cell is told of its touchpoint. */
export interface CellProps {
  readonly map: JourneyMap
  readonly touchpoint: Touchpoint
  readonly lived: LivedTouchpoint | undefined
  /** Of a lane that shows one metric. */
  readonly metric?: string
}
