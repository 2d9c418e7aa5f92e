import { Slider, Text } from '@mantine/core'
import { useWords } from '../../../words/language.tsx'
import { Drawing, Words, wrapped } from '../pictures/drawing.tsx'
import { pressed } from '../pictures/pressed.ts'
import { curveOf, type Graph, goesBack, HIGH, layGraph, NARROW, type Passage, type Rank, WIDE } from './graph-layout.ts'

interface Box {
  readonly title: string
  /** Under its title. */
  readonly said: string
  readonly press?: () => void
}

interface GraphProps<Edge extends Passage> {
  readonly name: string
  readonly ranks: readonly Rank[]
  readonly edges: readonly Edge[]
  readonly boxOf: (id: string) => Box
  readonly label: (edge: Edge) => string
  readonly press: (edge: Edge) => void
  /** The name of a rank, where it has one. */
  readonly headOf?: (id: string) => string
}

/** How many of the widest passages say how many they are. */
const LABELLED = 18

const Edges = <Edge extends Passage>({
  edges,
  graph: { placed, standing },
  label,
  press,
}: Pick<GraphProps<Edge>, 'edges' | 'label' | 'press'> & { readonly graph: Graph }) => {
  const most = edges[0]?.count ?? 1
  return edges.map((edge) => {
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)]
    if (!from || !to) return null
    return (
      <g key={`${edge.from} ${edge.to}`} {...pressed(() => press(edge))}>
        <title>{label(edge)}</title>
        <path
          className={goesBack(from, to, standing) ? 'edge back' : 'edge'}
          d={curveOf(from, to, standing).path}
          style={{ strokeWidth: 1 + 9 * Math.sqrt(edge.count / most) }}
        />
      </g>
    )
  })
}

type Point = { readonly x: number; readonly y: number }

/** Where it can be read how often: on no box, and on nothing that is already said. */
const readable = (edges: readonly Passage[], { placed, standing }: Graph) => {
  const boxes = [...placed.values()]
  const taken: Point[] = []
  const isFree = ({ x, y }: Point) =>
    !boxes.some((box) => x > box.x - 6 && x < box.x + WIDE + 6 && y > box.y && y < box.y + HIGH) &&
    !taken.some((other) => Math.abs(other.x - x) < 30 && Math.abs(other.y - y) < 13)
  return edges.flatMap((edge) => {
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)]
    if (!from || !to) return []
    const { middle } = curveOf(from, to, standing)
    if (standing && !isFree(middle)) return []
    taken.push(middle)
    return [{ ...edge, ...middle }]
  })
}

/** How often, in the middle of the widest passages. */
const Amounts = ({ edges, graph }: { readonly edges: readonly Passage[]; readonly graph: Graph }) => {
  const { number } = useWords()
  return readable(edges, graph).map(({ from, to, count, x, y }) => (
    <text key={`${from} ${to}`} className="amount-text" x={x} y={y + 4} textAnchor="middle">
      {number(count)}
    </text>
  ))
}

/**
 * What directly follows what: the wider, the more often; back is in another colour and dashed. Stages lie from left to
 * right and stand upright where that would not fit; events without a map always stand.
 */
export const GraphDrawing = <Edge extends Passage>({
  name,
  ranks,
  edges,
  boxOf,
  headOf,
  ...rest
}: GraphProps<Edge>) => {
  const laid = (width: number) => layGraph(ranks, width, headOf === undefined || width < NARROW, headOf !== undefined)
  return (
    <Drawing
      name={name}
      height={(width) => laid(width).height}
      least={(room) => (headOf === undefined || room < NARROW ? 300 : layGraph(ranks, 0, false, true).width)}
    >
      {(width) => {
        const graph = laid(width)
        return (
          <>
            {graph.heads.map(({ id, x, y }) => (
              <Words
                key={id}
                className="quiet-text"
                lines={wrapped(headOf?.(id) ?? '', graph.standing ? width : WIDE + 34)}
                {...{ x, y }}
              />
            ))}
            <Edges {...{ edges, graph }} {...rest} />
            {[...graph.placed.values()].map(({ id, x, y }) => {
              const { title, said, press } = boxOf(id)
              return (
                <g key={id} {...pressed(press)}>
                  <title>{title}</title>
                  <rect className="box" {...{ x, y }} width={WIDE} height={HIGH} rx={8} />
                  <Words lines={wrapped(title, WIDE - 12)} x={x + 8} y={y + 18} />
                  <text x={x + 8} y={y + 50} className="quiet-text">
                    {said}
                  </text>
                </g>
              )
            })}
            <Amounts edges={edges.slice(0, LABELLED)} graph={graph} />
          </>
        )
      }}
    </Drawing>
  )
}

interface HowManyProps {
  readonly shown: number
  readonly all: number
  readonly many: number
  readonly choose: (many: number) => void
}

/** How many of the passages are drawn. */
export const HowMany = ({ shown, all, many, choose }: HowManyProps) => {
  const { say } = useWords()
  return (
    <div style={{ maxWidth: 320 }}>
      <Text size="sm" data-setting>
        {say('measure.graph.shown', { shown, all })}
      </Text>
      <Slider
        min={5}
        max={Math.max(10, Math.min(120, all))}
        label={null}
        thumbLabel={say('measure.graph.detail')}
        value={many}
        onChange={choose}
      />
    </div>
  )
}
