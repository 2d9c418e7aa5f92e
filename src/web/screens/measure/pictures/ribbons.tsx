import { Text } from '@mantine/core'
import { use } from 'react'
import { useWords } from '../../../words/language.tsx'
import { Brief } from './bars.tsx'
import { Drawing, Words, wrapped } from './drawing.tsx'
import { pressed } from './pressed.ts'

export interface Ribbon {
  readonly key: string
  /** What was lived, in order. */
  readonly path: readonly string[]
  /** How many, and their share. */
  readonly said: string
  readonly share: string
  /** What became of them. */
  readonly after?: string
  readonly onPress?: () => void
}

interface RibbonsProps {
  readonly name: string
  readonly ribbons: readonly Ribbon[]
  readonly titleOf: (step: string) => string
  /** What a way without any step is called. */
  readonly empty: string
  readonly hueOf: (step: string) => string
  /** What the hues mean, where they mean more than the step itself. */
  readonly legend?: readonly { readonly name: string; readonly hue: string }[]
}

interface Run {
  readonly step: string
  readonly times: number
}

/** What is repeated at once is said once, with how many times. */
export const folded = (path: readonly string[]): readonly Run[] => {
  const runs: Run[] = []
  for (const step of path) {
    const last = runs.at(-1)
    if (last?.step === step) runs[runs.length - 1] = { step, times: last.times + 1 }
    else runs.push({ step, times: 1 })
  }
  return runs
}

const [LEFT, RIGHT, NARROW, CELL, WIDEST, HIGH, NOTCH] = [74, 128, 560, 104, 190, 36, 7]
const [NARROW_CELL, MOST_LINES, FIRST] = [144, 3, 6]
const [LEGEND, NAMED] = [20, 178]
const acrossOf = (width: number): number => Math.max(1, Math.floor(width / NAMED))

/** A step of a way: it points to the next one. */
const chevron = (x: number, y: number, wide: number, isFirst: boolean): string =>
  `M${x},${y}h${wide - NOTCH}l${NOTCH},${HIGH / 2}l${-NOTCH},${HIGH / 2}H${x}${isFirst ? '' : `l${NOTCH},${-HIGH / 2}`}z`

interface Laid {
  readonly ribbon: Ribbon
  readonly runs: readonly Run[]
  readonly hidden: number
  readonly y: number
  readonly lines: number
}

const layout = (ribbons: readonly Ribbon[], width: number) => {
  const narrow = width < NARROW
  const left = narrow ? 0 : LEFT
  const room = narrow ? width : width - LEFT - RIGHT
  const longest = Math.max(1, ...ribbons.map(({ path }) => folded(path).length))
  const perLine = Math.max(2, Math.min(longest, Math.floor(room / (narrow ? NARROW_CELL : CELL))))
  const cell = Math.min(WIDEST, room / perLine)
  const head = narrow ? 24 : 0
  let y = 0
  const laid = ribbons.map((ribbon): Laid => {
    const all = folded(ribbon.path)
    const most = perLine * MOST_LINES
    const runs = all.length > most ? all.slice(0, most - 1) : all
    const hidden = all.length - runs.length
    const lines = Math.max(1, Math.ceil((runs.length + (hidden > 0 ? 1 : 0)) / perLine))
    const here = y
    y += head + lines * (HIGH + 4) + 14
    return { ribbon, runs, hidden, y: here, lines }
  })
  return { narrow, left, cell, perLine, head, laid, height: y }
}

type Layout = ReturnType<typeof layout>

interface WayProps {
  readonly way: Laid
  readonly of: Layout
  readonly width: number
  readonly titleOf: RibbonsProps['titleOf']
  readonly hueOf: RibbonsProps['hueOf']
  readonly empty: string
}

const Way = ({ way: { ribbon, runs, hidden, y, lines }, of, width, titleOf, hueOf, empty }: WayProps) => {
  const { labelled } = useWords()
  const { left, cell, perLine, head, narrow } = of
  const at = (place: number) =>
    [left + (place % perLine) * cell, y + head + Math.floor(place / perLine) * (HIGH + 4)] as const
  const [endX, endY] = at(runs.length)
  const middle = y + (narrow ? 14 : 16)
  return (
    <g {...pressed(ribbon.onPress)}>
      <title>{labelled(`${ribbon.said}, ${ribbon.share}`, ribbon.path.map(titleOf).join(' → ') || empty)}</title>
      <rect className="reach" x={0} y={y - 3} width={width} height={head + lines * (HIGH + 4) + 4} rx={5} />
      <text className="said" x={0} y={middle}>
        {ribbon.said}
      </text>
      <text className="quiet-text" x={narrow ? 60 : 0} y={narrow ? middle : middle + 16}>
        {ribbon.share}
      </text>
      {ribbon.after !== undefined && (
        <text className="quiet-text" x={width} y={narrow ? middle : middle + 7} textAnchor="end">
          {ribbon.after}
        </text>
      )}
      {runs.length === 0 && (
        <text className="quiet-text" x={left + 4} y={y + head + 23}>
          {empty}
        </text>
      )}
      {runs.map(({ step, times }, place) => {
        const [x, top] = at(place)
        const words = wrapped(titleOf(step), cell - (times > 1 ? 50 : 24))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way may pass a step twice, and its place is what it is
          <g key={place}>
            <path className="chevron" d={chevron(x, top, cell - 3, place === 0)} style={{ fill: hueOf(step) }} />
            <Words
              className="chevron-text"
              lines={words}
              x={x + 12}
              y={top + (words.length > 1 ? 15 : 22)}
              leading={14}
            />
            {times > 1 && (
              <text className="said" x={x + cell - NOTCH - 8} y={top + 22} textAnchor="end">
                ×{times}
              </text>
            )}
          </g>
        )
      })}
      {hidden > 0 && (
        <text className="quiet-text" x={endX + 12} y={endY + 22}>
          +{hidden} …
        </text>
      )}
    </g>
  )
}

/** Ways as ribbons of their steps, the commonest first: what repeats is folded, each lists who took it. */
export const Ribbons = ({ name, ribbons: all, titleOf, hueOf, empty, legend = [] }: RibbonsProps) => {
  const { say } = useWords()
  const ribbons = use(Brief) ? all.slice(0, FIRST) : all
  const seen = new Set(ribbons.flatMap(({ path }) => path.map(hueOf)))
  const hues = legend.filter(({ hue }) => seen.has(hue))
  const legendHeight = (width: number) =>
    hues.length === 0 ? 0 : Math.ceil(hues.length / acrossOf(width)) * LEGEND + 12
  return (
    <>
      <Drawing name={name} height={(width) => layout(ribbons, width).height + legendHeight(width)}>
        {(width) => {
          const of = layout(ribbons, width)
          const across = acrossOf(width)
          return (
            <>
              {of.laid.map((way) => (
                <Way key={way.ribbon.key} {...{ way, of, width, titleOf, hueOf, empty }} />
              ))}
              {hues.map(({ name: said, hue }, at) => {
                const [x, y] = [(at % across) * NAMED, of.height + 10 + Math.floor(at / across) * LEGEND]
                return (
                  <g key={said}>
                    <rect x={x} y={y} width={12} height={12} rx={3} style={{ fill: hue }} />
                    <Words className="quiet-text" lines={wrapped(said, NAMED - 20, 1)} x={x + 18} y={y + 10} />
                  </g>
                )
              })}
            </>
          )
        }}
      </Drawing>
      {ribbons.length < all.length && (
        <Text size="xs" className="quiet">
          {say('measure.brief', { shown: ribbons.length, all: all.length })}
        </Text>
      )}
    </>
  )
}
