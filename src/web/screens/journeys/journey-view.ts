import { type Filters, filtersOf } from './filters.ts'

/** The views of a journey, as its address names them. */
const VIEWS = ['map', 'table', 'drop-off', 'paths', 'variants', 'times', 'conformance', 'off-map', 'moments'] as const
export type View = (typeof VIEWS)[number]

/** What may stand beside the board: one thing with its own id (`touchpoint:show-flat`), or a whole subject (`comments`). */
const ASIDE =
  /^(?:(?:touchpoint|stage):[\p{L}\p{N}][\p{L}\p{N}_.-]{0,99}|map|comments(?::(?:map|(?:stage|touchpoint):[^:\s]{1,200}|cell:[^:\s]{1,200}:[^:\s]{1,200}))?|revisions|share|people|presence|shortcuts)$/u

/** What a journey's address may say besides its map: never a person. */
export interface JourneyView extends Filters {
  readonly view?: View
  readonly aside?: string
  /** Whose list stands beside the board, where people do: `stage.discover.abandoned`. */
  readonly of?: string
  /** The flow that is drawn, and whether success and abandonment stand side by side. */
  readonly flow?: string
  readonly beside?: true
  /** The stage whose drop-off is shown. */
  readonly stage?: string
}

/** Reads the address; what it does not know is left aside. */
export const journeyView = (search: Readonly<Record<string, unknown>>): JourneyView => {
  const view = VIEWS.find((each) => each === search.view)
  const aside = typeof search.aside === 'string' && ASIDE.test(search.aside) ? search.aside : undefined
  const of = aside === 'people' && typeof search.of === 'string' ? search.of.slice(0, 4000) : undefined
  return {
    ...(view && view !== 'map' && { view }),
    ...(aside !== undefined && { aside }),
    ...(of !== undefined && { of }),
    ...(typeof search.flow === 'string' && { flow: search.flow.slice(0, 300) }),
    ...(search.beside === true && { beside: true }),
    ...(typeof search.stage === 'string' && { stage: search.stage.slice(0, 200) }),
    ...filtersOf(search),
  }
}
