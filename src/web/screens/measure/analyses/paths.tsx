import { useElementSize } from '@mantine/hooks'
import { useMemo } from 'react'
import { useMoreAside } from '../../../kit/more-aside.ts'
import { kindOf } from '../../journeys/explore/sankey.tsx'
import { BAR, layFlow } from '../../journeys/explore/sankey-layout.ts'
import { count, place, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Words, wrapped } from '../pictures/drawing.tsx'
import { pressed } from '../pictures/pressed.ts'
import { casesField } from './choices.ts'
import '../../journeys/explore/explore.css'

interface Place {
  readonly event?: string | null
  readonly end?: true
}

interface PathsAnswer {
  readonly cases: number
  readonly nodes: readonly (Place & { readonly step: number; readonly cases: number })[]
  readonly links: readonly { readonly step: number; readonly from: Place; readonly to: Place; readonly cases: number }[]
}

/** As the analysis names a place in its lists. */
const nameOf = ({ event, end }: Place): string => (end ? '(end)' : (event ?? '(other)'))
const labelOf = (name: string) => (name === '(end)' ? 'end:silent' : name === '(other)' ? 'other' : `t:${name}`)

const HEIGHT = 400
/** A bar this tall has room for a name of two lines. */
const TWO_LINES = 48
/** Columns share the room that is there, as long as their names can be read. */
const [NARROWEST, WIDEST] = [140, 260]

/** Bands between bars: as many come into a bar as go out of it. Each lists its people. */
const Picture = ({ answer, question, telling, open }: PictureProps<PathsAnswer>) => {
  const { labelled, say, event, number, percent } = telling
  const direction = question.end === undefined ? ('from' as const) : ('to' as const)
  const total = answer.nodes.filter(({ step }) => step === 0).reduce((sum, { cases }) => sum + cases, 0)
  const { ref, width: room } = useElementSize<HTMLDivElement>()
  const box = useMoreAside<HTMLDivElement>()
  const steps = Math.max(1, ...answer.nodes.map(({ step }) => step + 1))
  const column = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(room / steps)))
  const { nodes, bands, width, height } = useMemo(
    () =>
      layFlow(
        {
          nodes: answer.nodes.map((node) => ({ step: node.step, label: nameOf(node), journeys: node.cases })),
          links: answer.links.map(({ step, from, to, cases }) => ({
            step,
            from: nameOf(from),
            to: nameOf(to),
            journeys: cases,
          })),
          journeys: total,
          question: { direction },
        },
        HEIGHT,
        column,
      ),
    [answer, direction, total, column],
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset
    <div
      ref={box}
      className="sankey drawing"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      aria-label={say('measure.paths')}
      data-aside={say('scroll.aside')}
    >
      <div ref={ref} className="drawing-room" />
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg
        data-picture={say('measure.paths')}
        width={width}
        height={height + 34}
        viewBox={`0 -4 ${width} ${height + 34}`}
        role="group"
        aria-label={say('measure.paths')}
      >
        {bands.map(({ step, from, to, journeys, d }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard reaches the same lists in the table
          <path
            key={`${step} ${from} ${to}`}
            d={d}
            className={`band ${kindOf(labelOf(to))}`}
            onClick={() => open(`link:${step + 1}:${from}>${to}`)}
          >
            <title>{labelled(`${event(from)} → ${event(to)}`, number(journeys))}</title>
          </path>
        ))}
        {nodes.map(({ step, label, journeys, x, y, height: tall }) => {
          const share = total === 0 ? 0 : journeys / total
          const said = `${number(journeys)} · ${percent(share, share < 0.01 ? 1 : 0)}`
          const lines = wrapped(event(label), column - 34, tall >= TWO_LINES ? 2 : 1)
          return (
            <g
              key={`${step} ${label}`}
              {...pressed(() => open(`node:${step + 1}:${label}`))}
              className={`bar ${kindOf(labelOf(label))}`}
            >
              <title>{labelled(`${event(label)} (${step + 1})`, said)}</title>
              <rect x={x} y={y} width={BAR} height={tall} rx={2} />
              <rect className="reach" x={x} y={y - 2} width={column - 20} height={lines.length * 15 + 17} />
              <Words lines={lines} x={x + BAR + 6} y={y + 11} />
              <text x={x + BAR + 6} y={y + 11 + lines.length * 15} className="amount">
                {said}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}

export const paths = described<PathsAnswer>({
  name: 'paths',
  means: 'measure.paths.means',
  of: 'either',
  fields: [
    { kind: 'event', name: 'start', label: 'measure.paths.start' },
    { kind: 'event', name: 'end', label: 'measure.paths.end' },
    { kind: 'steps', name: 'afterDropOff', label: 'measure.paths.afterdropoff', how: 'measure.paths.afterdropoff.how' },
    { kind: 'number', name: 'depth', label: 'measure.paths.depth', least: 2, most: 10, usual: 5 },
    { kind: 'number', name: 'top', label: 'measure.paths.top', least: 2, most: 15, usual: 6 },
    casesField,
  ],
  first: ({ map, lived, events }) => {
    const [most] = [...(lived?.touchpoints ?? [])].sort((a, b) => b.instances - a.instances)
    const start = map && most ? most.id : events[0]
    return start === undefined ? { top: 6 } : { start, top: 6 }
  },
  headline: ({ nodes }, { say, event, percent }, question) => {
    const at = (step: number) => nodes.filter((node) => node.step === step)
    const total = at(0).reduce((sum, { cases }) => sum + cases, 0)
    const [most] = at(1)
      .filter(({ end, event: name }) => !end && name)
      .sort((a, b) => b.cases - a.cases)
    const [start] = at(0)
    if (!most || !start || at(0).length > 1 || total === 0) return undefined
    const ends = at(1).find(({ end }) => end)?.cases ?? 0
    return say(question.end === undefined ? 'measure.paths.headline' : 'measure.paths.headline.before', {
      start: event(nameOf(start)),
      next: event(nameOf(most)),
      share: percent(most.cases / total),
      ends: percent(ends / total),
    })
  },
  Picture,
  tables: ({ links }, { event }) => [
    {
      name: 'links',
      title: 'measure.paths.links',
      columns: [
        { title: 'measure.step', right: true },
        { title: 'measure.from' },
        { title: 'measure.to' },
        { title: 'measure.people', right: true, means: 'measure.paths.means' },
      ],
      rows: [...links]
        .sort((a, b) => a.step - b.step || b.cases - a.cases)
        .map(({ step, from, to, cases }) => [
          place(String(step + 1)),
          text(event(nameOf(from)), true),
          text(event(nameOf(to))),
          count(cases, `link:${step + 1}:${nameOf(from)}>${nameOf(to)}`),
        ]),
    },
  ],
})
