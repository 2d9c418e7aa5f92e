import type { JourneyMap } from '../../../maps/index.ts'
import { useEventNames } from '../journeys/filter-bar/use-vocabulary.ts'
import type { Filters } from '../journeys/filters.ts'
import { useLived, useMap } from '../journeys/use-journey.ts'
import type { Ground } from './description.ts'
import { type Question, RAW } from './question.ts'

/** The map of a question; none where events are read as they are. */
export const mapOf = ({ map }: Question): string | undefined =>
  map === undefined || map === RAW ? undefined : String(map)

/** What a question stands on: the map, what is lived of it, and the names of events. */
export const useGround = (map: string | undefined, filters: Filters) => {
  const design = useMap(map ?? '')
  const lived = useLived(map ?? '', filters, { enabled: map !== undefined })
  const events = useEventNames()
  const ground: Ground = {
    map: map === undefined ? undefined : design.data,
    lived: map === undefined ? undefined : lived.data,
    events,
  }
  return { ground, design, lived }
}

/** The channels that a map names, or those that its touchpoints are on. */
export const useTypicalChannels = (map: JourneyMap): readonly string[] => [
  ...new Set([...Object.keys(map.channels ?? {}), ...map.touchpoints.flatMap(({ channels = [] }) => channels)]),
]
