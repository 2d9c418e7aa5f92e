import type { Id } from '../kernel/index.ts'
import type { EventMatch } from './where.ts'

/** Something that events carry, and how many do. */
export interface Told {
  readonly name: string
  readonly events: number
}

/** A rule as it is being written, beside the rules of the map’s other touchpoints. */
export interface RuleQuestion {
  readonly workspace: Id<'Workspace'>
  /** The rule: an event that any of these recognises. */
  readonly match: readonly EventMatch[]
  /** What the touchpoint recognised before. */
  readonly formerly: readonly EventMatch[]
  readonly others: readonly { readonly id: string; readonly match: readonly EventMatch[] }[]
}

/** One event that a rule recognises, what says who it is of hidden. */
export interface RuleSample {
  readonly at: number
  readonly event: string
  readonly channel: string
  readonly store: string
  readonly person: string
  readonly properties: Readonly<Record<string, string>>
}

/** What a rule recognises in the events kept. */
export interface RulePreview {
  /** Every event of the workspace. */
  readonly total: number
  readonly events: number
  /** Distinct identifiers among them. */
  readonly people: number
  readonly channels: readonly Told[]
  /** Events by day (`2026-09-14`), days without any left out. */
  readonly days: readonly Told[]
  /** The first and the last day of all events. */
  readonly span: { readonly from: string; readonly to: string } | null
  /** The latest. */
  readonly samples: readonly RuleSample[]
  /** Other touchpoints that recognise some of the same events, the most first. */
  readonly overlaps: readonly { readonly id: string; readonly events: number }[]
  /** Events that no touchpoint recognises, with the former rule and with this one. */
  readonly offMap: { readonly before: number; readonly after: number }
}

/** Port: what the events kept look like, for somebody who writes a rule over them. */
export interface RuleReader {
  /** The names of events, the most frequent first. */
  names(workspace: Id<'Workspace'>): Promise<readonly Told[]>
  /** The properties that events of these names carry; of all events where none is named. */
  properties(workspace: Id<'Workspace'>, events: readonly string[]): Promise<readonly Told[]>
  /** The values of a property or field that contain a text, the most frequent first; nothing for a personal one. */
  values(
    workspace: Id<'Workspace'>,
    events: readonly string[],
    property: string,
    containing: string,
  ): Promise<readonly Told[]>
  preview(question: RuleQuestion): Promise<RulePreview>
}

export const MOST_NAMES = 500
export const MOST_VALUES = 40
export const MOST_SAMPLES = 6

/** The other touchpoints that could recognise the same events: they share a name with the rule. */
export const rivals = ({ match, others }: RuleQuestion): RuleQuestion['others'] => {
  const namesOf = (rules: readonly EventMatch[]) => rules.flatMap(({ event }) => event)
  const mine = new Set(namesOf(match))
  return others.filter((other) => namesOf(other.match).some((name) => mine.has(name)))
}
