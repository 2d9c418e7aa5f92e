import { Type } from '@sinclair/typebox'
import { type Rate, Refused, rate } from '../kernel/index.ts'
import { analysis } from './analysis.ts'
import { codesOf } from './event-codes.ts'
import { funnel } from './funnel.ts'
import { type PathShares, pathShares } from './path-shares.ts'
import { END, OTHER, type Paths, pathsOf, throughLink, throughNode } from './paths.ts'
import { pathsRead, pathsReduced, readReduced } from './read-paths.ts'
import { asOfText, splits } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, CasesOption, Count, MapOption, nullable, RateShape, shape, Text } from './shapes.ts'

interface PathEnd {
  readonly event?: string | null
  readonly end?: true
}

interface PathsBody {
  readonly asOf: string
  readonly cases: number
  readonly nodes: readonly (PathEnd & { readonly step: number; readonly cases: number; readonly share: Rate })[]
  readonly links: readonly {
    readonly step: number
    readonly from: PathEnd
    readonly to: PathEnd
    readonly cases: number
    readonly share: Rate
  }[]
}

const options = Type.Object({
  map: MapOption,
  cases: CasesOption,
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

const noDropOff = new Refused({
  code: 'paths-misasked',
  what: {
    fr: 'Un abandon est entre deux étapes : une seule n’en laisse aucun.',
    en: 'A drop-off lies between two steps: one alone leaves none.',
  },
  remedy: { fr: 'Donnez au moins deux étapes.', en: 'Give two steps at least.' },
})

const Place = { event: Type.Optional(nullable(Text)), end: Type.Optional(Type.Literal(true)) }

const [OTHERS, OVER] = ['(other)', '(end)'] as const

/** An event that is really called as the others are, or as the end is, bears a backslash in answers and lists: `\\(end)`. */
const placeName = (name: string): string => (/^\\*\((?:other|end)\)$/.test(name) ? `\\${name}` : name)

/** `1:Store Visited`, `2:(other)`, `3:(end)`, as `people` names a node. */
const NODE = /^node:([1-9]\d?):(.+)$/
const LINK = /^link:([1-9]\d?):(.+)$/

/** Where people go from an event, or come from before it. */
export const pathsAnalysis = analysis<typeof options, PathsBody>({
  name: 'paths',
  does: 'where people go from an event, or come from before it',
  options,
  body: answerShape(
    'As many come into a node as go out of it; a null event is every other one; an event called (other) or (end) bears a backslash. Shares are of all, and of a link’s node',
    {
      cases: Count,
      nodes: Type.Array(shape({ step: Count, ...Place, cases: Count, share: RateShape })),
      links: Type.Array(shape({ step: Count, from: shape(Place), to: shape(Place), cases: Count, share: RateShape })),
    },
  ),
  people: 'node:STEP:EVENT, node:STEP:(other), node:STEP:(end), link:STEP:EVENT>EVENT (or any two of these)',
  answer: async (ports, asked) => {
    const { start, end, afterDropOff = [], depth = 5, top = 8 } = asked.options
    if ([start, end, afterDropOff[0]].filter((given) => given !== undefined).length > 1) throw twoAnchors
    if (afterDropOff.length === 1) throw noDropOff
    const reduced = await readReduced(ports, asked, asked.options.map, asked.options.cases)
    const read = reduced
      ? await pathsReduced(reduced)
      : await pathsRead(ports, asked, asked.options.map, asked.options.cases)
    const { asOf, sequences } = read
    const activities = read.activities.map(placeName)
    const steps = afterDropOff.map((label) => ({ label, codes: codesOf(label, read) }))
    const stopped =
      steps.length === 0
        ? undefined
        : funnel(sequences, { steps, order: 'ordered', window: Number.POSITIVE_INFINITY, windowFrom: 'first' })
    const anchor = start ?? end
    const found = pathsOf(sequences, {
      ...(anchor !== undefined && { anchor: codesOf(anchor, read) }),
      ...(stopped && {
        startsAt: Int32Array.from(stopped.reached, (reached, c) =>
          reached > 0 && reached < steps.length ? (stopped.events[c * steps.length + reached - 1] ?? -1) : -1,
        ),
      }),
      direction: end === undefined ? 'from' : 'to',
      depth,
      perStep: top,
      names: activities,
    })
    const { answer } = found
    const shares = read.lived && pathShares(found, read.lived)
    /** The code of a name; `undefined` where nothing is so called, which is no name for the others. */
    const codeOf = (name: string): number | undefined => {
      const known = activities.indexOf(name)
      return name === OTHERS ? OTHER : name === OVER ? END : known < 0 ? undefined : known
    }
    return {
      body: { asOf: asOfText(asOf), cases: answer.cases, ...named(answer, activities, shares) },
      people: (of) => {
        const [, nodeStep, event] = NODE.exec(of) ?? []
        if (event !== undefined) {
          const code = codeOf(event)
          return code === undefined ? undefined : read.keys(throughNode(found, Number(nodeStep) - 1, code))
        }
        const [, linkStep, ends = ''] = LINK.exec(of) ?? []
        // A name may hold the sign that stands between two.
        for (const [from, to] of splits(ends, '>')) {
          const [one, other] = [codeOf(from), codeOf(to)]
          if (one !== undefined && other !== undefined)
            return read.keys(throughLink(found, Number(linkStep) - 1, one, other))
        }
        return undefined
      },
    }
  },
  tables: ({ nodes, links }) => {
    const name = ({ event, end }: PathEnd) => (end ? OVER : (event ?? OTHERS))
    return [
      {
        name: 'nodes',
        title: { fr: 'Les chemins, étape par étape', en: 'The paths, step by step' },
        columns: [
          column('step', 'count', 'étape', 'step'),
          column('event', 'text', 'événement', 'event'),
          column('cases', 'count', 'personnes ou cas', 'people or cases'),
          column('share', 'rate', 'de tous', 'of all'),
        ],
        rows: nodes.map((node) => [node.step + 1, name(node), node.cases, node.share]),
      },
      {
        name: 'links',
        title: { fr: 'Les passages', en: 'The links' },
        columns: [
          column('step', 'count', 'étape', 'step'),
          column('from', 'text', 'de', 'from'),
          column('to', 'text', 'vers', 'to'),
          column('cases', 'count', 'personnes ou cas', 'people or cases'),
          column('share', 'rate', 'de ceux qui y sont', 'of those there'),
        ],
        rows: links.map(({ step, from, to, cases, share }) => [step + 1, name(from), name(to), cases, share]),
      },
    ]
  },
})

/** Nodes and links by name: what is shown, `null` for the others together, and the end of a path as such. */
const named = (
  answer: Paths,
  activities: readonly string[],
  shares: PathShares | undefined,
): Pick<PathsBody, 'nodes' | 'links'> => {
  const name = (code: number) => (code === OTHER ? null : (activities[code] ?? ''))
  const through = new Map(answer.nodes.map(({ step, code, cases }) => [`${step} ${code}`, cases]))
  const node = (code: number): PathEnd => (code === END ? { end: true } : { event: name(code) })
  return {
    nodes: answer.nodes.map(({ step, code, cases }) => ({
      step,
      ...node(code),
      cases,
      share: shares?.node(step, code) ?? rate(cases, answer.cases),
    })),
    links: answer.links.map(({ step, from, to, cases }) => ({
      step,
      from: node(from),
      to: node(to),
      cases,
      share: shares?.link(step, from, to) ?? rate(cases, through.get(`${step} ${from}`) ?? 0),
    })),
  }
}
