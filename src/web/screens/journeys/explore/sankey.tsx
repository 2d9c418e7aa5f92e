import { useMemo } from 'react'
import type { Flow } from '../../../../explorations/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useExplaining } from '../../../kit/explaining.ts'
import { Scroller } from '../../../kit/scroller.tsx'
import { useWords } from '../../../words/language.tsx'
import { useFlowLabel } from '../people/selection-words.ts'
import { BAR, COLUMN, layFlow } from './sankey-layout.ts'

/** How tall a bar's two lines of words are. */
const LABEL = 32
const HEIGHT = 360

/** What a label is, for its colour; its words say it too. */
export const kindOf = (label: string): string =>
  label.startsWith('end:') ? label.slice(4) : label.startsWith('e:') ? 'off' : label === 'other' ? 'other' : 'touch'

const fitted = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** Paths as bands between bars; each bar opens the list of its people. The same is told by the table below it. */
export const Sankey = ({
  map,
  flow,
  name,
}: {
  readonly map: JourneyMap
  readonly flow: Flow
  readonly name: string
}) => {
  const { labelled, say, number, percent } = useWords()
  const { open } = useExplaining()
  const labelOf = useFlowLabel(map)
  const { nodes, bands, width, height } = useMemo(() => layFlow(flow, HEIGHT), [flow])
  const { question } = flow
  return (
    <Scroller name={name} className="sankey">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg
        data-picture={name}
        width={width}
        height={height + 34}
        viewBox={`0 -4 ${width} ${height + 34}`}
        role="group"
        aria-label={name}
      >
        {bands.map(({ step, from, to, journeys, d }) => (
          // The keyboard reaches the same lists in the table.
          // biome-ignore lint/a11y/noStaticElementInteractions: see above
          <path
            key={`${step} ${from} ${to}`}
            d={d}
            className={`band ${kindOf(to)}`}
            onClick={() => open?.({ of: 'flow', question, step, label: from, to })}
          >
            <title>{labelled(`${labelOf(from)} → ${labelOf(to)}`, number(journeys))}</title>
          </path>
        ))}
        {nodes.map(({ step, label, journeys, x, y, height: tall }) => {
          const show = () => open?.({ of: 'flow', question, step, label })
          const share = flow.journeys === 0 ? 0 : journeys / flow.journeys
          return (
            // biome-ignore lint/a11y/useSemanticElements: a part of a drawing cannot be a button element
            <g
              key={`${step} ${label}`}
              role="button"
              tabIndex={0}
              className={`bar ${kindOf(label)}`}
              onClick={show}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return
                event.preventDefault()
                show()
              }}
            >
              <title>{say('explore.flow.bar', { label: labelOf(label), count: journeys, step: step + 1 })}</title>
              <rect x={x} y={y} width={BAR} height={tall} rx={2} />
              {/* The bar and its words, no more: what flows on beside them is pressed by itself. */}
              <rect className="reach" x={x} y={y - 2} width={COLUMN - 20} height={LABEL} />
              <text x={x + BAR + 6} y={y + 11}>
                {fitted(labelOf(label), 24)}
              </text>
              <text x={x + BAR + 6} y={y + 26} className="amount">
                {number(journeys)} · {percent(share, share < 0.01 ? 1 : 0)}
              </text>
            </g>
          )
        })}
      </svg>
    </Scroller>
  )
}
