import { Refused } from '../kernel/index.ts'
/** Statuses by which journeys are told apart; `closed` is succeeded or abandoned. */
export const STATUSES = ['succeeded', 'abandoned', 'open', 'on-track', 'closed'] as const
export type JourneyStatus = (typeof STATUSES)[number]

export const STAGE_FACTS = [
  'entered',
  'mature',
  'abandoned',
  'late',
  'in-time',
  'timed',
  'skipped',
  'repeated',
  'out_of_order',
  'wrong_channel',
  'broken',
] as const
export const TOUCHPOINT_FACTS = ['reached', 'missed', 'overdue', 'timed'] as const
export const DEVIATIONS = ['skipped', 'repeated', 'out_of_order', 'wrong_channel'] as const
export const OUTCOMES = ['conform', 'deviating', 'onTrack', 'broken', 'perfect'] as const
export const FLOW_ANCHORS = ['start', 'end', 'touchpoint', 'stage', 'drop-off'] as const

/** A flow of paths: from where on (or up to where), and how much of it is drawn. */
export interface FlowQuestion {
  readonly anchor: (typeof FLOW_ANCHORS)[number]
  /** Of the touchpoint or the stage; empty for the start and the end. */
  readonly at: string
  readonly direction: 'from' | 'to'
  readonly depth: number
  /** How many labels are shown at each step; what is not flows through "other". */
  readonly perStep: number
  /** Only journeys that ended so. */
  readonly status?: 'succeeded' | 'abandoned'
  /** Whether what the map does not foresee is drawn too. */
  readonly offMap: boolean
}

/**
 * Whom a number is of. The same code counts them and lists them, so that the list is as long as the count says.
 * Names only what a map or an event names, never a person: it may stand in an address.
 */
export type Selection =
  | { readonly of: 'journeys'; readonly status?: JourneyStatus }
  | { readonly of: 'stage'; readonly stage: string; readonly as: (typeof STAGE_FACTS)[number] }
  | {
      readonly of: 'touchpoint'
      readonly touchpoint: string
      readonly as: (typeof TOUCHPOINT_FACTS)[number]
      readonly channel?: string
    }
  | { readonly of: 'transition'; readonly from: string; readonly to: string }
  | { readonly of: 'variant'; readonly path: readonly string[]; readonly status?: JourneyStatus }
  | { readonly of: 'deviation'; readonly kind: (typeof DEVIATIONS)[number]; readonly touchpoint: string }
  | { readonly of: 'off-map'; readonly event: string; readonly channel: string }
  | { readonly of: 'outcome'; readonly outcome: (typeof OUTCOMES)[number] }
  /** Those whose fitness to the map lies in the band that begins there. */
  | { readonly of: 'fitness'; readonly from: number }
  /** Those whose time at a stage has run out, by a trait that was known when they entered it. */
  | {
      readonly of: 'trait'
      readonly stage: string
      readonly trait: string
      readonly side: 'with' | 'without'
      readonly left: boolean
    }
  /** Those who gave up at a stage, by what they did last. */
  | { readonly of: 'last'; readonly stage: string; readonly touchpoint: string | null; readonly channel: string }
  | {
      readonly of: 'flow'
      readonly question: FlowQuestion
      readonly step: number
      readonly label: string
      /** The label that they went to. */
      readonly to?: string
    }

const part = (text: string): string => encodeURIComponent(text).replaceAll('.', '%2E')
const join = (...parts: readonly (string | number)[]): string => parts.map((one) => part(String(one))).join('.')

/** A flow's question as an address says it. */
export const flowText = ({ anchor, at, direction, depth, perStep, status, offMap }: FlowQuestion): string =>
  join(anchor, at, direction, depth, perStep, status ?? '', offMap ? 'all' : 'map')

/** A selection as an address says it: `stage.discover.abandoned`. */
export const selectionText = (selection: Selection): string => {
  switch (selection.of) {
    case 'journeys':
      return selection.status ? join('journeys', selection.status) : 'journeys'
    case 'stage':
      return join('stage', selection.stage, selection.as)
    case 'touchpoint':
      return join(
        'touchpoint',
        selection.touchpoint,
        selection.as,
        ...(selection.channel === undefined ? [] : [selection.channel]),
      )
    case 'transition':
      return join('transition', selection.from, selection.to)
    case 'variant':
      return join('variant', selection.status ?? 'all', ...selection.path)
    case 'deviation':
      return join('deviation', selection.kind, selection.touchpoint)
    case 'off-map':
      return join('off-map', selection.event, selection.channel)
    case 'outcome':
      return join('outcome', selection.outcome)
    case 'fitness':
      return join('fitness', selection.from)
    case 'trait':
      return join('trait', selection.stage, selection.trait, selection.side, selection.left ? 'left' : 'all')
    case 'last':
      return join(
        'last',
        selection.stage,
        selection.channel,
        ...(selection.touchpoint === null ? [] : [selection.touchpoint]),
      )
    case 'flow': {
      const { question, step, label, to } = selection
      return `flow.${flowText(question)}.${join(step, label, ...(to === undefined ? [] : [to]))}`
    }
  }
}

const among = <Text extends string>(list: readonly Text[], text: string | undefined): Text | undefined =>
  list.find((one) => one === text)

const questionOf = (parts: readonly string[]): FlowQuestion | undefined => {
  const [anchor, at = '', direction, depth, perStep, status, scope] = parts
  const known = among(FLOW_ANCHORS, anchor)
  if (!known || (direction !== 'from' && direction !== 'to')) return undefined
  const ended = among(['succeeded', 'abandoned'] as const, status)
  const question: FlowQuestion = {
    anchor: known,
    at,
    direction,
    depth: Number(depth),
    perStep: Number(perStep),
    ...(ended && { status: ended }),
    offMap: scope === 'all',
  }
  const isSmall = (number: number) => Number.isInteger(number) && number >= 1 && number <= 100
  return isSmall(question.depth) && isSmall(question.perStep) ? question : undefined
}

/** Reads a flow's question as an address says it. */
export const flowFrom = (text: string): FlowQuestion | undefined => {
  const parts = text.split('.').map(unescaped)
  return parts.some((one) => one === undefined) ? undefined : questionOf(parts as string[])
}

const flowSelection = (parts: readonly string[]): Selection | undefined => {
  const question = questionOf(parts)
  const [step, label, to] = parts.slice(7)
  if (!question || label === undefined || !/^\d{1,3}$/.test(step ?? '')) return undefined
  return { of: 'flow', question, step: Number(step), label, ...(to !== undefined && { to }) }
}

const unescaped = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Reads a selection as an address says it; nothing where it says none. */
export const selectionFrom = (text: string): Selection | undefined => {
  const parts = text.split('.').map(unescaped)
  if (parts.some((one) => one === undefined)) return undefined
  const [of = '', first = '', second, ...rest] = parts as string[]
  switch (of) {
    case 'journeys': {
      const status = among(STATUSES, first)
      return first === '' ? { of } : status && { of, status }
    }
    case 'stage': {
      const as = among(STAGE_FACTS, second)
      return as && { of, stage: first, as }
    }
    case 'touchpoint': {
      const as = among(TOUCHPOINT_FACTS, second)
      const [channel] = rest
      return as && { of, touchpoint: first, as, ...(channel !== undefined && { channel }) }
    }
    case 'transition':
      return second === undefined ? undefined : { of, from: first, to: second }
    case 'variant': {
      const path = second === undefined ? [] : [second, ...rest]
      const status = among(STATUSES, first)
      return first === 'all' ? { of, path } : status && { of, path, status }
    }
    case 'deviation': {
      const kind = among(DEVIATIONS, first)
      return kind && second !== undefined ? { of, kind, touchpoint: second } : undefined
    }
    case 'off-map':
      return second === undefined ? undefined : { of, event: first, channel: second }
    case 'outcome': {
      const outcome = among(OUTCOMES, first)
      return outcome && { of, outcome }
    }
    case 'fitness': {
      return /^(0(\.\d{1,3})?|1)$/.test(first) ? { of, from: Number(first) } : undefined
    }
    case 'trait': {
      const side = among(['with', 'without'] as const, rest[0])
      return side && second !== undefined
        ? { of, stage: first, trait: second, side, left: rest[1] === 'left' }
        : undefined
    }
    case 'last':
      return second === undefined ? undefined : { of, stage: first, channel: second, touchpoint: rest[0] ?? null }
    case 'flow':
      return flowSelection((parts as string[]).slice(1))
    default:
      return undefined
  }
}

const noSelection = new Refused({
  code: 'unreadable-selection',
  what: { fr: 'Cette liste ne se lit pas.', en: 'This list cannot be read.' },
  remedy: {
    fr: 'Ouvrez-la depuis le nombre qui la compte, ou écrivez par exemple stage.discover.abandoned.',
    en: 'Open it from the number that counts it, or write for example stage.discover.abandoned.',
  },
})

/** The same; refused where it does not read. */
export const selectionAsked = (text: string): Selection => {
  const selection = selectionFrom(text)
  if (!selection) throw noSelection
  return selection
}
