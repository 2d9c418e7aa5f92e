import type { Lived } from '../../../../journeys/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useAside } from '../use-aside.ts'
import { LaneBand } from './lane-band.tsx'
import type { ShownLane } from './lane-kinds.ts'
import { useVerbatims } from './use-verbatims.ts'
import { VerbatimCell } from './verbatim-cell.tsx'

interface Props {
  readonly id: string
  readonly lane: ShownLane
  readonly map: JourneyMap
  readonly lived: Lived | undefined
}

/** One lane of the map that is open: it brings what customers said, and leads to the touchpoints. */
export const LaneRow = ({ id, lane, map, lived }: Props) => {
  const { show } = useAside()
  const verbatims = useVerbatims(id, lane.kind === 'verbatims')
  const said = (touchpoint: string) => {
    const found = verbatims.data?.items.find((each) => each.touchpoint === touchpoint)
    return found ? <VerbatimCell {...found} /> : null
  }
  return <LaneBand lane={lane} map={map} lived={lived} said={said} open={show} />
}
