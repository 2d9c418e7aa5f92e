import type { Selection } from '../../../../explorations/index.ts'
import type { Lived, LivedStage } from '../../../../journeys/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useExplaining } from '../../../kit/explaining.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { Drawing, fitted, Words, wrapped } from '../../measure/pictures/drawing.tsx'
import { pressed } from '../../measure/pictures/pressed.ts'

/** How what is lived of a stage may part from its design, and who is listed for it. */
export const STAGE_DEVIATIONS = [
  { kind: 'skipped', as: 'skipped' },
  { kind: 'repeated', as: 'repeated' },
  { kind: 'outOfOrder', as: 'out_of_order' },
  { kind: 'wrongChannel', as: 'wrong_channel' },
  { kind: 'tooSlow', as: 'late' },
  { kind: 'broken', as: 'broken' },
] as const

type Kind = (typeof STAGE_DEVIATIONS)[number]

interface Told {
  readonly stage: LivedStage
  readonly title: string
  /** All the journeys, which the counts are shares of. */
  readonly total: number
}

interface CellProps {
  readonly told: Told
  readonly one: Kind
  readonly strength: number
  readonly name: string
  readonly press: () => void
}

const useSaid = () => {
  const { labelled, number, percent } = useWords()
  return ({ stage, title, total }: Told, { kind }: Kind, name: string) => {
    const count = stage.deviations[kind]
    const share = total === 0 ? null : count / total
    return {
      count,
      share: percent(share, share !== null && share < 0.01 ? 1 : 0),
      told: labelled(`${title}, ${name}`, number(count)),
    }
  }
}

/** One stage and one way of parting from the design: how many, what share, the darker the more. */
const Cell = ({
  told,
  one,
  strength,
  name,
  press,
  ...box
}: CellProps & { readonly x: number; readonly y: number; readonly width: number }) => {
  const { number } = useWords()
  const { count, share, told: title } = useSaid()(told, one, name)
  const middle = box.x + box.width / 2
  return (
    <g {...pressed(count > 0 ? press : undefined)}>
      <title>{title}</title>
      <rect className="cell-ground" {...box} height={42} rx={6} />
      <rect className={`deviation ${one.kind}`} {...box} height={42} rx={6} style={{ fillOpacity: strength }} />
      {count === 0 ? (
        <text className="quiet-text" x={middle} y={box.y + 26} textAnchor="middle">
          –
        </text>
      ) : (
        <>
          <text className="said" x={middle} y={box.y + 19} textAnchor="middle">
            {number(count)}
          </text>
          <text className="cell-text" x={middle} y={box.y + 35} textAnchor="middle">
            {share}
          </text>
        </>
      )}
    </g>
  )
}

const [LABELS, HEAD, ROW, NARROW] = [148, 66, 48, 680]

/** A stage as a step of the design. */
const chevron = (x: number, width: number): string =>
  `M${x},0H${x + width - 10}l10,23l-10,23H${x}l${x === LABELS ? 0 : 10},-23z`

interface Drawn {
  readonly stages: readonly Told[]
  readonly nameOf: (one: Kind) => string
  readonly strengthOf: (one: Kind, stage: LivedStage) => number
  readonly show: (one: Kind, stage: LivedStage) => void
}

const Columns = ({ stages, nameOf, strengthOf, show, width }: Drawn & { readonly width: number }) => {
  const { say } = useWords()
  const wide = (width - LABELS) / stages.length
  return (
    <>
      {stages.map(({ stage, title }, at) => (
        <g key={stage.id}>
          <title>{title}</title>
          <path className="box" d={chevron(LABELS + at * wide, wide - 2)} />
          <Words
            lines={wrapped(title, wide - 32)}
            x={LABELS + at * wide + 16}
            y={title.length * 6.6 > wide - 32 ? 20 : 27}
          />
          <text className="quiet-text" x={LABELS + at * wide + (wide - 2) / 2} y={61} textAnchor="middle">
            {fitted(say('explore.conformance.entered', { count: stage.entered }), wide)}
          </text>
        </g>
      ))}
      {STAGE_DEVIATIONS.map((one, row) => (
        <g key={one.kind}>
          <Words
            lines={wrapped(nameOf(one), LABELS - 16)}
            x={0}
            y={HEAD + row * ROW + (wrapped(nameOf(one), LABELS - 16).length > 1 ? 26 : 33)}
          />
          {stages.map((told, at) => (
            <Cell
              key={told.stage.id}
              {...{ told, one }}
              name={nameOf(one)}
              strength={strengthOf(one, told.stage)}
              press={() => show(one, told.stage)}
              x={LABELS + at * wide + 1}
              y={HEAD + row * ROW + 6}
              width={wide - 4}
            />
          ))}
        </g>
      ))}
    </>
  )
}

const [LINE, TITLE] = [30, 34]
const happening = ({ deviations }: LivedStage) => STAGE_DEVIATIONS.filter(({ kind }) => deviations[kind] > 0)
const blockHeight = (stage: LivedStage) => TITLE + Math.max(1, happening(stage).length) * LINE + 10

/** On a telephone the stages stand one under the other, each with what parts from it. */
const Blocks = ({ stages, nameOf, strengthOf, show, width }: Drawn & { readonly width: number }) => {
  const { say, number } = useWords()
  const said = useSaid()
  let top = 0
  return stages.map((told) => {
    const { stage, title } = told
    const y = top
    top += blockHeight(stage)
    const kinds = happening(stage)
    return (
      <g key={stage.id}>
        <text className="said" x={0} y={y + 18}>
          {fitted(title, width - 100)}
        </text>
        <text className="quiet-text" x={width} y={y + 18} textAnchor="end">
          {say('explore.conformance.entered', { count: stage.entered })}
        </text>
        <line className="rule" x1={0} x2={width} y1={y + 27} y2={y + 27} />
        {kinds.length === 0 && (
          <text className="quiet-text" x={0} y={y + TITLE + 17}>
            {say('explore.conformance.none.stage')}
          </text>
        )}
        {kinds.map((one, at) => {
          const { count, share, told: name } = said(told, one, nameOf(one))
          const line = y + TITLE + at * LINE
          return (
            <g key={one.kind} {...pressed(() => show(one, stage))}>
              <title>{name}</title>
              <rect className="cell-ground" x={0} y={line} width={width} height={LINE - 4} rx={5} />
              <rect
                className={`deviation ${one.kind}`}
                x={0}
                y={line}
                width={Math.max(4, (width * count) / Math.max(1, told.total))}
                height={LINE - 4}
                rx={5}
                style={{ fillOpacity: Math.max(0.25, strengthOf(one, stage)) }}
              />
              <text className="label" x={8} y={line + 18}>
                {fitted(nameOf(one), width - 120)}
              </text>
              <text className="said" x={width - 8} y={line + 18} textAnchor="end">
                {number(count)} · {share}
              </text>
            </g>
          )
        })}
      </g>
    )
  })
}

/** What a deviation is called in a line of its own. */
export const useDeviationName = () => {
  const { say } = useWords()
  return ({ kind, as }: Kind) =>
    kind === 'tooSlow' || kind === 'broken'
      ? say(`explore.conformance.${kind}`)
      : say(`people.deviation.${as as 'skipped'}`)
}

/** The designed map itself: its stages, and under each how often what is lived parts from it, and how. */
export const ConformancePicture = ({ map, lived }: { readonly map: JourneyMap; readonly lived: Lived }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { open } = useExplaining()
  const nameOf = useDeviationName()
  const stages = lived.stages.map((stage) => ({
    stage,
    title: tell(map.stages.find(({ id }) => id === stage.id)?.title ?? stage.id, language),
    total: lived.instances.total,
  }))
  const shareOf = ({ kind }: Kind, { deviations }: LivedStage) => deviations[kind] / Math.max(1, lived.instances.total)
  const most = Math.max(0.05, ...lived.stages.flatMap((stage) => STAGE_DEVIATIONS.map((one) => shareOf(one, stage))))
  const drawn: Drawn = {
    stages,
    nameOf,
    strengthOf: (one, stage) => (shareOf(one, stage) === 0 ? 0 : 0.1 + 0.5 * Math.sqrt(shareOf(one, stage) / most)),
    show: ({ as }, { id }) => open?.({ of: 'stage', stage: id, as } satisfies Selection),
  }
  const tall = stages.reduce((sum, { stage }) => sum + blockHeight(stage), 0)
  const high = HEAD + STAGE_DEVIATIONS.length * ROW + 4
  const columns = (width: number) => width >= Math.max(NARROW, LABELS + stages.length * 76)
  return (
    <Drawing name={say('explore.conformance.stages')} height={(width) => (columns(width) ? high : tall)}>
      {(width) => (columns(width) ? <Columns {...drawn} width={width} /> : <Blocks {...drawn} width={width} />)}
    </Drawing>
  )
}
