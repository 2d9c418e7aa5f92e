import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Lived, LivedTouchpoint } from '../../../../journeys/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap, Stage, Touchpoint } from '../../../../maps/index.ts'
import { Scroller } from '../../../kit/scroller.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { CellProps } from '../lanes/cell-props.ts'
import { CELLS } from '../lanes/cells.tsx'
import { OF_STAGES, wholeOf } from '../lanes/lane-band.tsx'
import { LANE_KINDS, type LaneKind } from '../lanes/lane-kinds.ts'
import { useDurationWords } from '../panel/fields/duration-words.ts'
import '../lanes/lanes.css'
import './table.css'

type Column = Exclude<LaneKind, 'verbatims'>

/** The columns, in the order in which they are read. */
export const COLUMNS: readonly Column[] = LANE_KINDS.filter((kind) => kind !== 'verbatims')

const Nature = ({
  touchpoint,
  lived,
}: {
  readonly touchpoint: Touchpoint
  readonly lived: LivedTouchpoint | undefined
}) => {
  const { say, number, percent } = useWords()
  const words = useDurationWords()
  const { kind, initiator, need = 'mandatory', repeatable, expected, timeout, match = [] } = touchpoint
  const parts = [
    say(`need.${need}`),
    kind && say(`kind.${kind}`),
    initiator && say('table.initiator', { who: say(`initiator.${initiator}`) }),
    repeatable && say('table.repeatable'),
    expected && say('table.expected', { time: words(expected) }),
    timeout && say('table.timeout', { time: words(timeout) }),
  ].filter(Boolean)
  return (
    <>
      <div>{parts.join(' · ')}</div>
      {lived && match.length > 0 ? (
        <div>{say('table.lived', { count: number(lived.instances), share: percent(lived.share.value) })}</div>
      ) : (
        <div className="quiet">
          {say(
            need === 'expected_absent' ? 'journey.absent' : match.length > 0 ? 'table.unknown' : 'journey.unmeasured',
          )}
        </div>
      )}
    </>
  )
}

const StageHead = ({
  map,
  stage,
  rows,
}: {
  readonly map: JourneyMap
  readonly stage: Stage
  readonly rows: number
}) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const words = useDurationWords()
  const { phase, expected, max, any_order: free } = stage
  const notes = [
    say(`phase.${phase}`),
    expected && say('table.expected', { time: words(expected) }),
    max && say('table.max', { time: words(max) }),
    free && say('panel.anyorder'),
  ].filter(Boolean)
  return (
    <th scope="rowgroup" rowSpan={rows}>
      {tell(stage.title, language)}
      <div className="quiet note">{notes.join(' · ')}</div>
      {OF_STAGES.map((kind) => {
        const { Cell: Body, says } = CELLS[kind]
        const whole = { map, touchpoint: wholeOf(stage), lived: undefined }
        return (
          says(whole) && (
            <div key={kind} className="lane note">
              <Body {...whole} />
            </div>
          )
        )
      })}
    </th>
  )
}

const Cell = ({ kind, ...props }: CellProps & { readonly kind: Column }) => {
  const { say } = useWords()
  const { Cell: Body, says } = CELLS[kind]
  return says(props) ? <Body {...props} /> : <span className="quiet">{say('panel.unsaid')}</span>
}

interface Props {
  readonly map: JourneyMap
  readonly lived: Lived | undefined
  readonly columns: readonly Column[]
  /** What customers said of a touchpoint; absent where sentences are not shown, and there is no column for them. */
  readonly said?: (touchpoint: string) => ReactNode
  /** Opens a touchpoint; absent where a map is only looked at. */
  readonly open?: (touchpoint: string) => void
}

interface RowProps extends Omit<Props, 'lived'> {
  readonly touchpoint: Touchpoint
  readonly lived: LivedTouchpoint | undefined
  readonly head: ReactNode
}

const Row = ({ map, touchpoint, lived, columns, said, open, head }: RowProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const title = tell(touchpoint.title, language) || touchpoint.id
  return (
    <tr>
      {head}
      <th scope="row">
        {open ? (
          <Anchor component="button" type="button" size="sm" fw={600} ta="left" onClick={() => open(touchpoint.id)}>
            {title}
          </Anchor>
        ) : (
          title
        )}
      </th>
      <td>
        <Nature touchpoint={touchpoint} lived={lived} />
      </td>
      {columns.map((kind) => (
        <td key={kind} className="lane">
          <Cell kind={kind} map={map} touchpoint={touchpoint} lived={lived} />
        </td>
      ))}
      {said && <td className="lane">{said(touchpoint.id) ?? <span className="quiet">{say('table.nothing')}</span>}</td>}
    </tr>
  )
}

/** A whole map as a table: one row a touchpoint, under its stage; every cell says what it holds, or that nothing is said. */
export const TouchpointTable = ({ lived, ...props }: Props) => {
  const { map, columns, said } = props
  const { say } = useWords()
  const { language } = useLanguage()
  const title = tell(map.title, language)
  return (
    <Scroller name={title}>
      <table className="map-table">
        <caption>
          {say('table.caption', { title, stages: map.stages.length, touchpoints: map.touchpoints.length })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('aside.stage')}</th>
            <th scope="col">{say('aside.touchpoint')}</th>
            <th scope="col">{say('table.nature')}</th>
            {columns.map((kind) => (
              <th key={kind} scope="col">
                {say(`lane.${kind}`)}
              </th>
            ))}
            {said && <th scope="col">{say('lane.verbatims')}</th>}
          </tr>
        </thead>
        {map.stages.map((stage) => {
          const mine = map.touchpoints.filter((touchpoint) => touchpoint.stage === stage.id)
          const head = <StageHead map={map} stage={stage} rows={Math.max(1, mine.length)} />
          return (
            <tbody key={stage.id}>
              {mine.length === 0 && (
                <tr>
                  {head}
                  <td colSpan={columns.length + (said ? 3 : 2)} className="quiet">
                    {say('table.nothing')}
                  </td>
                </tr>
              )}
              {mine.map((touchpoint, index) => (
                <Row
                  key={touchpoint.id}
                  {...props}
                  touchpoint={touchpoint}
                  lived={lived?.touchpoints.find((each) => each.id === touchpoint.id)}
                  head={index === 0 ? head : null}
                />
              ))}
            </tbody>
          )
        })}
      </table>
    </Scroller>
  )
}
