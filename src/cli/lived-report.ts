import { createHash } from 'node:crypto'
import { embeddedTypeface } from '../drawings/typeface.node.ts'
import type { Language } from '../kernel/index.ts'
import { type NoticedMoment, noticeMoments } from '../moments/index.ts'
import { reportPage } from '../reports/index.ts'
import { filterLines } from './analysis.ts'
import type { CommandContext } from './context.ts'
import { type LivedMap, type LivedRequest, readLivedMap } from './lived-map.ts'
import { writeWhole } from './write-file.ts'

/** Below it, a report withholds: a page is shown to people who did not choose the number. */
export const REPORT_MIN_N = 10

/** All the paths, so that none is missing from the flows. */
export const EVERY = Number.MAX_SAFE_INTEGER

export interface WrittenReport {
  readonly file: string
  readonly bytes: number
  readonly answer: LivedMap
}

/** Sets a map beside what was lived and writes the page of it. */
export const writeReport = async (
  name: string,
  request: LivedRequest,
  file: string | undefined,
  context: CommandContext,
): Promise<WrittenReport> => {
  const answer = await readLivedMap(name, { ...request, top: EVERY }, context)
  const { map } = answer
  const page = pageOf(answer, request, context.language)
  const path = file ?? `${map.id.replace(/[^\w.-]+/g, '-')}.html`
  await writeWhole(path, page)
  return { file: path, bytes: Buffer.byteLength(page), answer }
}

/** The page of a map beside what was lived, with every path counted (`top: EVERY`). */
export const pageOf = (answer: LivedMap, request: LivedRequest, language: Language): string =>
  drawReport({
    map: answer.map,
    lived: answer.lived,
    moments: momentsOf(answer),
    minN: request.minN,
    language,
    filters: filtersAsked(request),
  })

/** The page with its own typeface, under a policy that names its own style and script. */
export const drawReport = (input: Parameters<typeof reportPage>[0]): string =>
  reportPage(input, {
    typeface: embeddedTypeface(),
    sha256: (text) => createHash('sha256').update(text).digest('base64'),
  })

/** The moments noticed in what was lived. */
export const momentsOf = ({ followed, lived }: LivedMap): readonly NoticedMoment[] =>
  noticeMoments(followed, lived).moments

const OF_EVENTS = ['source', 'from', 'to', 'channel', 'where', 'asOf'] as const

/** The filters as they were typed: they say what the numbers are about. */
const filtersAsked = (request: LivedRequest): string[] => {
  const { source, from, to, channel, where = [], asOf } = request
  const named = { source, from, to, channel, 'as-of': asOf }
  const of = Object.entries(named).flatMap(([name, text]) => (text === undefined ? [] : [`${name} ${text}`]))
  const looked = Object.fromEntries(
    Object.entries(request).filter(([name]) => !(OF_EVENTS as readonly string[]).includes(name)),
  )
  return [...of, ...where, ...filterLines(looked)]
}
