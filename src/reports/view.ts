import { channelWords, typeset } from '../drawings/index.ts'
import type { Lived, LivedStage, LivedTouchpoint } from '../journeys/index.ts'
import { type Language, say, tell } from '../kernel/index.ts'
import { type JourneyMap, PHASES, type Stage, type Touchpoint } from '../maps/index.ts'
import type { NoticedMoment } from '../moments/index.ts'
import type { Passage } from './flows.ts'

/** What a report is made from. */
export interface ReportInput {
  readonly map: JourneyMap
  readonly lived: Lived
  readonly moments: readonly NoticedMoment[]
  /** Below it, numbers are withheld. */
  readonly minN: number
  /** The language that the page opens in. */
  readonly language: Language
  /** The filters of the analysis, as they were asked for. */
  readonly filters?: readonly string[]
}

/** A touchpoint as designed, beside what was lived there. */
export interface TouchpointView {
  readonly touchpoint: Touchpoint
  readonly title: string
  readonly lived: LivedTouchpoint | undefined
}

export interface StageView {
  readonly stage: Stage
  readonly title: string
  readonly lived: LivedStage | undefined
  readonly touchpoints: readonly TouchpointView[]
}

/** The report in one language: the map's stages in their order, with what was lived at each. */
export interface View {
  readonly input: ReportInput
  readonly stages: readonly StageView[]
  readonly stageTitle: (id: string) => string
  readonly touchpointTitle: (id: string) => string
  readonly stageOf: (touchpoint: string) => string | undefined
  readonly channelTitle: (channel: string) => string
  readonly passages: readonly Passage[]
}

export const viewOf = (input: ReportInput, language: Language): View => {
  const { map, lived } = input
  const livedStages = new Map(lived.stages.map((stage) => [stage.id, stage]))
  const livedTouchpoints = new Map(lived.touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]))
  const title = (written: Stage['title'], id: string) => typeset(tell(written, language), language) || id
  const stages = PHASES.flatMap((phase) => map.stages.filter((stage) => stage.phase === phase)).map(
    (stage): StageView => ({
      stage,
      title: title(stage.title, stage.id),
      lived: livedStages.get(stage.id),
      touchpoints: map.touchpoints
        .filter((touchpoint) => touchpoint.stage === stage.id)
        .map((touchpoint) => ({
          touchpoint,
          title: title(touchpoint.title, touchpoint.id),
          lived: livedTouchpoints.get(touchpoint.id),
        })),
    }),
  )
  const stageTitles = new Map(stages.map(({ stage, title: words }) => [stage.id, words]))
  const touchpoints = stages.flatMap((stage) => stage.touchpoints)
  const titles = new Map(touchpoints.map(({ touchpoint, title: words }) => [touchpoint.id, words]))
  const stageIds = new Map(map.touchpoints.map((touchpoint) => [touchpoint.id, touchpoint.stage]))
  return {
    input,
    stages,
    stageTitle: (id) => stageTitles.get(id) ?? id,
    touchpointTitle: (id) => titles.get(id) ?? id,
    stageOf: (touchpoint) => stageIds.get(touchpoint),
    channelTitle: (channel) => channelTitle(map, channel, language),
    passages: passagesOf(lived),
  }
}

const channelTitle = ({ channels = {} }: JourneyMap, channel: string, language: Language): string => {
  const declared = Object.hasOwn(channels, channel) ? channels[channel]?.title : undefined
  return typeset(tell(declared, language), language) || say(channelWords(channel), language)
}

/** The variants as passages, and one without a path for the instances that no listed variant tells. */
const passagesOf = ({ variants, instances }: Lived): readonly Passage[] => {
  const told = variants.map(
    ({ path, instances: size, succeeded, open }): Passage => ({
      path,
      succeeded: succeeded.num,
      abandoned: size - succeeded.num - open,
      open,
    }),
  )
  const rest = (total: number, of: (passage: Passage) => number) =>
    Math.max(0, total - told.reduce((sum, passage) => sum + of(passage), 0))
  const untold: Passage = {
    path: [],
    succeeded: rest(instances.succeeded, ({ succeeded }) => succeeded),
    abandoned: rest(instances.abandoned, ({ abandoned }) => abandoned),
    open: rest(instances.open, ({ open }) => open),
  }
  return [...told, untold]
}
