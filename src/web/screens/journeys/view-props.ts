import type { Lived } from '../../../journeys/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'

/** What every view of a journey is given: the map as it is being edited, and as it is lived where that is known. */
export interface ViewProps {
  readonly id: string
  readonly map: JourneyMap
  readonly lived: Lived | undefined
}

/** What is shown beside the board; `of` is the id in `touchpoint:show-flat`, empty for a whole subject. */
export interface AsideProps extends ViewProps {
  readonly of: string
  readonly close: () => void
}

/** What a tool above the map is given. */
export interface ToolProps {
  readonly id: string
}
