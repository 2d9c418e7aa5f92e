import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Lived } from '../../../../journeys/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap, Touchpoint } from '../../../../maps/index.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { useAside } from '../use-aside.ts'
import { CELLS, type CellProps } from './cells.tsx'
import { Curve } from './curve.tsx'
import type { ShownLane } from './lane-kinds.ts'
import { useLaneName } from './lane-name.ts'
import { emotionSeries, satisfactionSeries } from './series.ts'
import { useVerbatims } from './use-verbatims.ts'
import { VerbatimCell } from './verbatim-cell.tsx'

/** The room between two columns, as the board sets it (0.75rem). */
const GAP = 12

interface Props {
  readonly id: string
  readonly lane: ShownLane
  readonly map: JourneyMap
  readonly lived: Lived | undefined
}

const Of = ({ touchpoint, children }: { readonly touchpoint: Touchpoint; readonly children: ReactNode }) => {
  const { language } = useLanguage()
  const { show } = useAside()
  return (
    <div className="lane-item">
      <UnstyledButton className="lane-of" onClick={() => show(`touchpoint:${touchpoint.id}`)}>
        {tell(touchpoint.title, language) || touchpoint.id}
      </UnstyledButton>
      <div className="lane-says">{children}</div>
    </div>
  )
}

const Curves = ({ lane, map, lived }: Omit<Props, 'id'>) => {
  const { say } = useWords()
  if (lane.kind === 'emotion') {
    const series = emotionSeries(map)
    if (series.length === 0) return null
    return <Curve map={map} series={series} gap={GAP} nameOf={(name) => name || say('panel.everyone')} />
  }
  const series = satisfactionSeries(map, lived)
  if (series.length === 0) return null
  return (
    <Curve
      map={map}
      series={series}
      gap={GAP}
      nameOf={(name) => say(`satisfaction.${name as 'nps' | 'csat' | 'ces'}`)}
    />
  )
}

/** One lane: under each stage, what it says of the stage's touchpoints. */
export const LaneRow = ({ id, lane, map, lived }: Props) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const verbatims = useVerbatims(id, lane.kind === 'verbatims')
  const cellOf = (touchpoint: Touchpoint): ReactNode => {
    if (lane.kind === 'verbatims') {
      const said = verbatims.data?.items.find((each) => each.touchpoint === touchpoint.id)
      return said ? <VerbatimCell {...said} /> : null
    }
    const { Cell, says } = CELLS[lane.kind]
    const props: CellProps = {
      map,
      touchpoint,
      lived: lived?.touchpoints.find((each) => each.id === touchpoint.id),
      ...(lane.metric !== undefined && { metric: lane.metric }),
    }
    return says(props) ? <Cell {...props} /> : null
  }
  const title = useLaneName()(lane)
  const cells = map.stages.map((stage) => ({
    stage,
    items: map.touchpoints
      .filter((touchpoint) => touchpoint.stage === stage.id)
      .map((touchpoint) => ({ touchpoint, cell: cellOf(touchpoint) }))
      .filter(({ cell }) => cell !== null),
  }))
  const empty = cells.every(({ items }) => items.length === 0)
  return (
    <section className="lane" aria-label={title}>
      <h3 className="lane-title">{title}</h3>
      {empty ? (
        <p className="lane-empty">{say(`lane.${lane.kind}.none`)}</p>
      ) : (
        <>
          {(lane.kind === 'emotion' || lane.kind === 'satisfaction') && <Curves lane={lane} map={map} lived={lived} />}
          <div className="lane-cells">
            {cells.map(({ stage, items }) => (
              <div key={stage.id} className="lane-cell">
                <span className="lane-stage">{tell(stage.title, language)}</span>
                {items.map(({ touchpoint, cell }) => (
                  <Of key={touchpoint.id} touchpoint={touchpoint}>
                    {cell}
                  </Of>
                ))}
              </div>
            ))}
          </div>
        </>
      )}
    </section>
  )
}
