import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { LivedTouchpoint } from '../../../../journeys/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap, Stage, Touchpoint } from '../../../../maps/index.ts'
import { Sheet } from '../../../kit/sheet.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { CELLS, type CellProps } from '../lanes/cells.tsx'
import type { LaneKind } from '../lanes/lane-kinds.ts'
import { useVerbatims } from '../lanes/use-verbatims.ts'
import { VerbatimCell } from '../lanes/verbatim-cell.tsx'
import { useDurationWords } from '../panel/fields/duration-words.ts'
import { useAside } from '../use-aside.ts'
import type { ViewProps } from '../view-props.ts'
import '../lanes/lanes.css'
import './table.css'

/** The columns, in the order in which they are read. */
const COLUMNS: readonly Exclude<LaneKind, 'verbatims'>[] = [
  'channels',
  'emotion',
  'satisfaction',
  'experience',
  'drives',
  'levers',
  'moments',
  'metrics',
  'rules',
  'systems',
  'skills',
]

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

const StageHead = ({ stage, rows }: { readonly stage: Stage; readonly rows: number }) => {
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
    </th>
  )
}

const Cell = ({ kind, ...props }: CellProps & { readonly kind: Exclude<LaneKind, 'verbatims'> }) => {
  const { say } = useWords()
  const { Cell: Body, says } = CELLS[kind]
  return says(props) ? <Body {...props} /> : <span className="quiet">{say('panel.unsaid')}</span>
}

interface RowProps {
  readonly map: JourneyMap
  readonly touchpoint: Touchpoint
  readonly lived: LivedTouchpoint | undefined
  readonly said: ReactNode
  readonly head: ReactNode
}

const Row = ({ map, touchpoint, lived, said, head }: RowProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { show } = useAside()
  return (
    <tr>
      {head}
      <th scope="row">
        <Anchor
          component="button"
          type="button"
          size="sm"
          fw={600}
          ta="left"
          onClick={() => show(`touchpoint:${touchpoint.id}`)}
        >
          {tell(touchpoint.title, language) || touchpoint.id}
        </Anchor>
      </th>
      <td>
        <Nature touchpoint={touchpoint} lived={lived} />
      </td>
      {COLUMNS.map((kind) => (
        <td key={kind} className="lane">
          <Cell kind={kind} map={map} touchpoint={touchpoint} lived={lived} />
        </td>
      ))}
      <td className="lane">{said ?? <span className="quiet">{say('table.nothing')}</span>}</td>
    </tr>
  )
}

/** The whole map as a table: one row a touchpoint, under its stage; every cell says what it holds, or that nothing is said. */
export const MapTable = ({ id, map, lived }: ViewProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const verbatims = useVerbatims(id, true)
  const title = tell(map.title, language)
  return (
    <>
      <Text className="quiet" mb="sm">
        {say('table.lead')}
      </Text>
      <Sheet name={title}>
        <table className="map-table">
          <caption>
            {say('table.caption', { title, stages: map.stages.length, touchpoints: map.touchpoints.length })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say('aside.stage')}</th>
              <th scope="col">{say('aside.touchpoint')}</th>
              <th scope="col">{say('table.nature')}</th>
              {COLUMNS.map((kind) => (
                <th key={kind} scope="col">
                  {say(`lane.${kind}`)}
                </th>
              ))}
              <th scope="col">{say('lane.verbatims')}</th>
            </tr>
          </thead>
          {map.stages.map((stage) => {
            const mine = map.touchpoints.filter((touchpoint) => touchpoint.stage === stage.id)
            const head = <StageHead stage={stage} rows={Math.max(1, mine.length)} />
            return (
              <tbody key={stage.id}>
                {mine.length === 0 && (
                  <tr>
                    {head}
                    <td colSpan={COLUMNS.length + 3} className="quiet">
                      {say('table.nothing')}
                    </td>
                  </tr>
                )}
                {mine.map((touchpoint, index) => {
                  const said = verbatims.data?.items.find((each) => each.touchpoint === touchpoint.id)
                  return (
                    <Row
                      key={touchpoint.id}
                      map={map}
                      touchpoint={touchpoint}
                      lived={lived?.touchpoints.find((each) => each.id === touchpoint.id)}
                      said={said && <VerbatimCell {...said} />}
                      head={index === 0 ? head : null}
                    />
                  )
                })}
              </tbody>
            )
          })}
        </table>
      </Sheet>
    </>
  )
}
