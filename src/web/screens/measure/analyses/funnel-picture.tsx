import { Text } from '@mantine/core'
import type { Rate } from '../../../../kernel/index.ts'
import { enough } from '../cells.ts'
import type { PictureProps } from '../description.ts'
import { Drawing, fitted } from '../pictures/drawing.tsx'
import { pressed } from '../pictures/pressed.ts'
import type { Telling } from '../use-telling.ts'

export interface Step {
  readonly label: string
  readonly count: number
  /** Reached it, and no further. */
  readonly stopped: number
  /** Of those, who still have time; `null` where none is allowed. */
  readonly open: number | null
  readonly dropOff: Rate
  readonly ofFirst: Rate
  readonly ofPrevious: Rate
  readonly medianSeconds: number | null
}

export interface FunnelAnswer {
  readonly cases: number
  readonly order: 'ordered' | 'strict' | 'any'
  readonly steps: readonly Step[]
  readonly dropped: number
}

/** A step by the name of its event; in any order, by how many were reached. */
export const stepName = (label: string, order: FunnelAnswer['order'], { say, event }: Telling): string =>
  order === 'any' ? say('measure.funnel.any', { count: Number(label) }) : event(label)

/** A step with its place; in any order its name says how many. */
export const numbered = (at: number, label: string, order: FunnelAnswer['order'], telling: Telling): string =>
  `${order === 'any' ? '' : `${at + 1}. `}${stepName(label, order, telling)}`

const [ROW, HIGH] = [62, 34]
/** Under this width a step's name stands above its bar. */
const [NARROW, ABOVE] = [480, 24]

interface LostProps {
  readonly x: number
  readonly y: number
  readonly width: number
  /** How wide those are who still have time; they stand next to those who went on. */
  readonly open: number
  readonly lost: number
  readonly still: number
  /** Where its words end. */
  readonly end: number
  readonly brief: boolean
  readonly step: string
  readonly telling: Telling
  readonly list: (of: 'stopped' | 'open') => void
}

/** Those who stopped after a step: hatched, those who still have time. */
const Lost = ({ x, y, width, open, lost, still, end, brief, step, telling: { say, number }, list }: LostProps) => (
  <>
    <g {...pressed(() => list('stopped'))}>
      <title>{say('measure.funnel.lost.press', { count: lost, step })}</title>
      <rect className="lost" x={x} y={y} width={width} height={HIGH} rx={4} />
      <text className="lost-text" x={end} y={y + HIGH + 15} textAnchor="end">
        {still === 0
          ? `−${number(lost)}`
          : say(brief ? 'measure.funnel.lost.open.brief' : 'measure.funnel.lost.open', {
              lost: number(lost),
              open: number(still),
            })}
      </text>
    </g>
    {still > 0 && (
      <g {...pressed(() => list('open'))}>
        <title>{say('measure.funnel.open.press', { count: still, step })}</title>
        <rect className="still" x={x} y={y} width={Math.min(width, Math.max(3, open))} height={HIGH} rx={4} />
        <path className="still-lines" d={hatched(x, y, Math.min(width, Math.max(3, open)))} />
      </g>
    )}
  </>
)

/** Slanted lines over a bar: what it is can be told without its colour. */
const hatched = (x: number, y: number, width: number): string =>
  Array.from(
    { length: Math.max(0, Math.floor((width - 6) / 7)) },
    (_, at) => `M${x + 3 + at * 7},${y + HIGH - 3}l6,${6 - HIGH}`,
  ).join('')

/** Steps from the widest to the narrowest; between two of them those who stopped, to be pressed. */
export const FunnelPicture = ({ answer, telling, open }: PictureProps<FunnelAnswer>) => {
  const { say, number, percent, time } = telling
  const { steps } = answer
  const first = steps[0]?.count ?? 0
  const named = (label: string) => stepName(label, answer.order, telling)
  return (
    <>
      {steps.some(({ open: still }) => (still ?? 0) > 0) && (
        <Text size="sm" className="quiet" mb="xs" data-legend>
          {say('measure.funnel.legend')}
        </Text>
      )}
      <Drawing name={say('measure.funnel')} height={(width) => steps.length * (ROW + (width < NARROW ? ABOVE : 0)) + 4}>
        {(width) => {
          const above = width < NARROW ? ABOVE : 0
          const left = above > 0 ? 0 : Math.min(250, width * 0.36)
          const room = width - left - 8
          const words = above > 0 ? width : left - 12
          const wide = (many: number) => (first === 0 ? 0 : (many / first) * room)
          return steps.map(({ label, count: many, ofFirst, medianSeconds }, at) => {
            const y = at * (ROW + above) + above + 4
            const before = steps[at - 1]?.count ?? many
            const lost = steps[at - 1]?.stopped ?? 0
            const still = steps[at - 1]?.open ?? 0
            const shown = percent(enough(ofFirst).value, 0)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same step may be asked twice, its place is what it is
              <g key={`${at} ${label}`}>
                <text className="label" x={0} y={above > 0 ? y - 8 : y + 16}>
                  {fitted(numbered(at, label, answer.order, telling), words)}
                </text>
                {medianSeconds !== null && at > 0 && (
                  <text className="quiet-text" x={0} y={above > 0 ? y + HIGH + 15 : y + 33}>
                    {fitted(say('measure.funnel.median', { time: time(medianSeconds) }), above > 0 ? width / 2 : words)}
                  </text>
                )}
                {lost > 0 && (
                  <Lost
                    {...{ y, lost, still, telling }}
                    x={left + wide(many)}
                    width={Math.max(6, wide(before) - wide(many))}
                    open={still === 0 ? 0 : wide(still)}
                    end={Math.max(left + wide(before), above > 0 ? width : 0)}
                    brief={above > 0}
                    step={named(steps[at - 1]?.label ?? '')}
                    list={(of) => open(`${of}:${at}`)}
                  />
                )}
                <g {...pressed(() => open(`step:${at + 1}`))}>
                  <title>{telling.labelled(named(label), `${number(many)}, ${shown}`)}</title>
                  <rect className="step-bar" x={left} y={y} width={Math.max(3, wide(many))} height={HIGH} rx={4} />
                  <text
                    className={wide(many) > 130 ? 'said cell-text on-dark' : 'said'}
                    x={left + (wide(many) > 130 ? 10 : Math.max(wide(many), wide(before)) + 8)}
                    y={y + 22}
                  >
                    {number(many)} · {shown}
                  </text>
                </g>
              </g>
            )
          })
        }}
      </Drawing>
    </>
  )
}
