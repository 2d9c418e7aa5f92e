import { Type } from '@sinclair/typebox'
import { Refused } from '../kernel/index.ts'
import { analysis } from './analysis.ts'
import { codesOf } from './event-codes.ts'
import { funnel } from './funnel.ts'
import { END, OTHER, type Paths, pathsOf, throughLink, throughNode } from './paths.ts'
import { asOfText, keysOf, readCases } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, MapOption, nullable, shape, Text } from './shapes.ts'

interface PathEnd {
  readonly event?: string | null
  readonly end?: true
}

interface PathsBody {
  readonly asOf: string
  readonly cases: number
  readonly nodes: readonly (PathEnd & { readonly step: number; readonly cases: number })[]
  readonly links: readonly {
    readonly step: number
    readonly from: PathEnd
    readonly to: PathEnd
    readonly cases: number
  }[]
}

const options = Type.Object({
  map: MapOption,
  start: Type.Optional(Type.String({ maxLength: 2000, description: 'from the first of these on ("A|B" for either)' })),
  end: Type.Optional(Type.String({ maxLength: 2000, description: 'up to the last of these' })),
  afterDropOff: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), {
      description: 'steps of a funnel: from the last one reached on, of those who stopped before the end (repeat it)',
    }),
  ),
  depth: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 5, description: 'how many steps' })),
  top: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, default: 8, description: 'how many events are shown at a step' }),
  ),
})

const twoAnchors = new Refused({
  code: 'two-anchors',
  what: {
    fr: 'Un chemin part d’un événement, y mène, ou suit un abandon : un seul des trois.',
    en: 'Paths go from an event, lead to one, or follow a drop-off: one of the three.',
  },
  remedy: { fr: 'N’en gardez qu’un.', en: 'Keep one of them.' },
})

const Place = { event: Type.Optional(nullable(Text)), end: Type.Optional(Type.Literal(true)) }

/** `1:Store Visited`, `2:(other)`, `3:(end)`, as `people` names a node. */
const NODE = /^node:([1-9]\d?):(.+)$/
const LINK = /^link:([1-9]\d?):(.+)>(.+)$/

/** Where people go from an event, or come from before it. */
export const pathsAnalysis = analysis<typeof options, PathsBody>({
  name: 'paths',
  does: 'where people go from an event, or come from before it',
  options,
  body: answerShape('As many come into a node as go out of it; a null event is every other one', {
    cases: Count,
    nodes: Type.Array(shape({ step: Count, ...Place, cases: Count })),
    links: Type.Array(shape({ step: Count, from: shape(Place), to: shape(Place), cases: Count })),
  }),
  people: 'node:STEP:EVENT, link:STEP:EVENT>EVENT; (other) and (end) are events here',
  answer: async (ports, asked) => {
    const { start, end, afterDropOff = [], depth = 5, top = 8 } = asked.options
    if ([start, end, afterDropOff[0]].filter((given) => given !== undefined).length > 1) throw twoAnchors
    const { table, asOf } = await readCases(ports, asked, asked.options.map)
    const sequences = { ...table, code: table.activity }
    const steps = afterDropOff.map((label) => ({ label, codes: codesOf(label, table) }))
    const stopped =
      steps.length === 0
        ? undefined
        : funnel(sequences, { steps, order: 'ordered', window: Number.POSITIVE_INFINITY, windowFrom: 'first' })
    const anchor = start ?? end
    const found = pathsOf(sequences, {
      ...(anchor !== undefined && { anchor: codesOf(anchor, table) }),
      ...(stopped && {
        startsAt: Int32Array.from(stopped.reached, (reached, c) =>
          reached > 0 && reached < steps.length ? (stopped.events[c * steps.length + reached - 1] ?? -1) : -1,
        ),
      }),
      direction: end === undefined ? 'from' : 'to',
      depth,
      perStep: top,
    })
    const { answer } = found
    const codeOf = (name: string) =>
      name === '(other)' ? OTHER : name === '(end)' ? END : table.activities.indexOf(name)
    return {
      body: { asOf: asOfText(asOf), cases: answer.cases, ...named(answer, table.activities) },
      people: (of) => {
        const [, nodeStep, event] = NODE.exec(of) ?? []
        if (event !== undefined) return keysOf(table, throughNode(found, Number(nodeStep) - 1, codeOf(event)))
        const [, linkStep, from, to] = LINK.exec(of) ?? []
        if (from === undefined || to === undefined) return undefined
        return keysOf(table, throughLink(found, Number(linkStep) - 1, codeOf(from), codeOf(to)))
      },
    }
  },
  tables: ({ nodes, links }) => {
    const name = ({ event, end }: PathEnd) => (end ? '(end)' : (event ?? '(other)'))
    return [
      {
        name: 'nodes',
        title: { fr: 'Les chemins, étape par étape', en: 'The paths, step by step' },
        columns: [
          column('step', 'count', 'étape', 'step'),
          column('event', 'text', 'événement', 'event'),
          column('cases', 'count', 'personnes ou cas', 'people or cases'),
        ],
        rows: nodes.map((node) => [node.step + 1, name(node), node.cases]),
      },
      {
        name: 'links',
        title: { fr: 'Les passages', en: 'The links' },
        columns: [
          column('step', 'count', 'étape', 'step'),
          column('from', 'text', 'de', 'from'),
          column('to', 'text', 'vers', 'to'),
          column('cases', 'count', 'personnes ou cas', 'people or cases'),
        ],
        rows: links.map(({ step, from, to, cases }) => [step + 1, name(from), name(to), cases]),
      },
    ]
  },
})

/** Nodes and links by name: what is shown, `null` for the others together, and the end of a path as such. */
const named = (answer: Paths, activities: readonly string[]): Pick<PathsBody, 'nodes' | 'links'> => {
  const name = (code: number) => (code === OTHER ? null : (activities[code] ?? ''))
  const node = (code: number): PathEnd => (code === END ? { end: true } : { event: name(code) })
  return {
    nodes: answer.nodes.map(({ step, code, cases }) => ({ step, ...node(code), cases })),
    links: answer.links.map(({ step, from, to, cases }) => ({ step, from: node(from), to: node(to), cases })),
  }
}
