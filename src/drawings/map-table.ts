import type { Language, Words } from '../kernel/index.ts'
import { say, tell, type UserText } from '../kernel/index.ts'
import type { JourneyMap, Moment, MomentKind, Phase, Stage } from '../maps/index.ts'
import { PHASES, withPersonasNamed } from '../maps/index.ts'
import { type Column, type LaneRow, laneRows, metricFigure } from './lanes.ts'
import { NBSP, typeset, writtenDuration } from './typography.ts'
import { metricWords, PHASE_WORDS, STATE_WORDS, STATUS_WORDS, DRAWING_WORDS as W } from './vocabulary.ts'

export interface StageColumns {
  readonly stage: Stage
  readonly title: string
  /** « 10 jours · max. 30 jours », « ordre libre ». */
  readonly facts: readonly string[]
  readonly columns: readonly Column[]
}

export interface PhaseColumns {
  readonly phase: Phase
  readonly title: string
  readonly stages: readonly StageColumns[]
}

/** A map as a table in one language: what every drawing of it says, and nothing more. */
export interface MapTable {
  readonly language: Language
  readonly title: string
  readonly overline: string
  readonly objectives: readonly string[]
  readonly perimeter: readonly { readonly label: string; readonly text: string }[]
  readonly phases: readonly PhaseColumns[]
  readonly lanes: readonly LaneRow[]
  /** The moments that the map has, for the legend. */
  readonly momentKinds: readonly MomentKind[]
}

export const mapTable = (designed: JourneyMap, language: Language): MapTable => {
  const map = withPersonasNamed(designed, language)
  const text = (written: UserText | undefined) => typeset(tell(written, language), language)
  const phases = PHASES.flatMap((phase) => {
    const stages = map.stages.filter((stage) => stage.phase === phase)
    return stages.length
      ? [{ phase, title: say(PHASE_WORDS[phase], language), stages: stages.map((s) => stageColumns(map, s, language)) }]
      : []
  })
  const columns = phases.flatMap(({ stages }) => stages.flatMap((stage) => stage.columns))
  return {
    language,
    title: text(map.title) || map.id,
    overline: overlineOf(map, language),
    objectives: (map.objectives ?? []).map((objective) => objectiveText(objective, language)),
    perimeter: perimeterOf(map, language),
    phases,
    lanes: laneRows(map, columns, language),
    momentKinds: momentKindsOf(map.touchpoints.flatMap(({ moments }) => moments ?? [])),
  }
}

/** The columns of a table, from left to right. */
export const columnsOf = (table: MapTable): readonly Column[] =>
  table.phases.flatMap(({ stages }) => stages.flatMap((stage) => stage.columns))

const stageColumns = (map: JourneyMap, stage: Stage, language: Language): StageColumns => {
  const word = (words: Words) => say(words, language)
  const own = map.touchpoints.filter((touchpoint) => touchpoint.stage === stage.id)
  const columns: Column[] = own.map((touchpoint) => ({
    touchpoint,
    title: typeset(tell(touchpoint.title, language), language) || touchpoint.id,
    need: touchpoint.need ?? 'mandatory',
  }))
  const facts = [
    stage.expected && `${writtenDuration(stage.expected, language)}`,
    stage.max && `${word(W.max)}${NBSP}${writtenDuration(stage.max, language)}`,
    stage.any_order && word(W.anyOrder),
    stage.choice && word(W.choice),
  ]
  return {
    stage,
    title: typeset(tell(stage.title, language), language) || stage.id,
    facts: facts.filter((fact): fact is string => Boolean(fact)),
    columns: columns.length ? columns : [{ touchpoint: undefined, title: word(W.none), need: 'optional' }],
  }
}

const overlineOf = (map: JourneyMap, language: Language): string =>
  [
    say(W.designed, language),
    map.state && say(STATE_WORDS[map.state], language),
    map.status && say(STATUS_WORDS[map.status], language),
    map.revision !== undefined && `${say(W.revision, language)}${NBSP}${map.revision}`,
  ]
    .filter(Boolean)
    .join(' · ')

type Objective = NonNullable<JourneyMap['objectives']>[number]

const objectiveText = ({ text, metric, target }: Objective, language: Language): string => {
  const said = typeset(tell(text, language), language)
  if (target === undefined) return said
  const figure = metricFigure(metric ?? '', target, language)
  const aim = metric ? `${say(metricWords({ metric }), language)}${NBSP}${figure}` : figure
  return said ? `${said} (${aim})` : aim
}

const perimeterOf = (map: JourneyMap, language: Language): MapTable['perimeter'] => {
  const { personas = [], offers = [], window } = map.perimeter ?? {}
  const named = (names: readonly string[]) => names.map((name) => typeset(name, language)).join(', ')
  return [
    { label: say(W.personas, language), text: named(personas) },
    { label: say(W.offers, language), text: named(offers) },
    { label: say(W.window, language), text: window ? writtenDuration(window, language) : '' },
  ].filter(({ text }) => text !== '')
}

const momentKindsOf = (moments: readonly Moment[]): readonly MomentKind[] => [
  ...new Set(moments.filter(({ status }) => status !== 'rejected').map(({ kind }) => kind)),
]
