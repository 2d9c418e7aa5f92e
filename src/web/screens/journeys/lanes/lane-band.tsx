import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Lived } from '../../../../journeys/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap, Stage, Touchpoint } from '../../../../maps/index.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { usePersonaName } from '../../../words/persona.ts'
import type { CellProps } from './cell-props.ts'
import { CELLS } from './cells.tsx'
import { Curve } from './curve.tsx'
import type { LaneKind, ShownLane } from './lane-kinds.ts'
import { useLaneName } from './lane-name.ts'
import { emotionSeries, satisfactionSeries } from './series.ts'

/** The room between two columns, as the board sets it (0.75rem). */
const GAP = 12

interface Props {
  readonly lane: ShownLane
  readonly map: JourneyMap
  readonly lived: Lived | undefined
  /** What customers said of a touchpoint, where the lane shows it. */
  readonly said?: (touchpoint: string) => ReactNode
  /** Opens a touchpoint; absent where a map is only looked at. */
  readonly open?: (place: `touchpoint:${string}` | `stage:${string}`) => void
}

/** The lanes that say what is lived; the others say what somebody has set. */
const MEASURED: readonly LaneKind[] = ['channels', 'satisfaction', 'metrics', 'verbatims']

const Of = ({
  touchpoint,
  whole = false,
  measured,
  open,
  children,
}: Pick<Props, 'open'> & {
  readonly touchpoint: Touchpoint
  readonly whole?: boolean
  readonly measured: boolean
  readonly children: ReactNode
}) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const title = whole ? say('panel.stage.experience') : tell(touchpoint.title, language) || touchpoint.id
  return (
    <div className="lane-item">
      {open ? (
        <UnstyledButton className="lane-of" onClick={() => open(`${whole ? 'stage' : 'touchpoint'}:${touchpoint.id}`)}>
          {title}
        </UnstyledButton>
      ) : (
        <span className="lane-of">{title}</span>
      )}
      <div className="lane-says" {...(!measured && { 'data-setting': true })}>
        {children}
      </div>
    </div>
  )
}

const Curves = ({ lane, map, lived }: Pick<Props, 'lane' | 'map' | 'lived'>) => {
  const { say } = useWords()
  const personaName = usePersonaName(map)
  if (lane.kind === 'emotion') {
    const series = emotionSeries(map)
    if (series.length === 0) return null
    return (
      <Curve
        map={map}
        series={series}
        gap={GAP}
        nameOf={(name) => (name === '' ? say('panel.everyone') : personaName(name))}
      />
    )
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

/** What is lived of a stage as a whole is told as if it were a touchpoint of its own. */
export const wholeOf = (stage: Stage): Touchpoint => ({
  ...{ id: stage.id, stage: stage.id, title: stage.title },
  ...(stage.experience && { experience: stage.experience }),
})

/** The lanes that speak of whole stages, too. */
export const OF_STAGES = ['emotion', 'experience', 'drives'] as const

const cellOf = ({ lane, map, lived, said }: Props, touchpoint: Touchpoint): ReactNode => {
  if (lane.kind === 'verbatims') return said?.(touchpoint.id) ?? null
  const { Cell, says } = CELLS[lane.kind]
  const props: CellProps = {
    map,
    touchpoint,
    lived: lived?.touchpoints.find((each) => each.id === touchpoint.id),
    ...(lane.metric !== undefined && { metric: lane.metric }),
  }
  return says(props) ? <Cell {...props} /> : null
}

/** One lane: under each stage, what it says of the stage's touchpoints. It asks nothing: who shows it gives it all. */
export const LaneBand = (props: Props) => {
  const { lane, map, lived, open } = props
  const { say } = useWords()
  const { language } = useLanguage()
  const title = useLaneName()(lane)
  const cells = map.stages.map((stage) => ({
    stage,
    items: [
      ...((OF_STAGES as readonly LaneKind[]).includes(lane.kind) ? [wholeOf(stage)] : []),
      ...map.touchpoints.filter((touchpoint) => touchpoint.stage === stage.id),
    ]
      .map((touchpoint, index) => ({
        touchpoint,
        whole: index === 0 && touchpoint.id === stage.id,
        cell: cellOf(props, touchpoint),
      }))
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
                {items.map(({ touchpoint, whole, cell }) => (
                  <Of
                    key={whole ? `stage:${stage.id}` : touchpoint.id}
                    touchpoint={touchpoint}
                    whole={whole}
                    measured={MEASURED.includes(lane.kind)}
                    {...(open && { open })}
                  >
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
