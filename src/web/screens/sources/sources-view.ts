/** The views of the sources, as their address names them. */
const VIEWS = ['list', 'hooks', 'deposits', 'live', 'aside'] as const
export type SourcesTab = (typeof VIEWS)[number]

export interface SourcesView {
  readonly view?: SourcesTab
  /** Only what this source sends. */
  readonly source?: string
  /** Another webhook is being made. */
  readonly make?: true
}

export const sourcesView = (search: Readonly<Record<string, unknown>>): SourcesView => {
  const view = VIEWS.find((each) => each === search.view)
  const source = typeof search.source === 'string' && search.source.length <= 200 ? search.source : undefined
  return {
    ...(view && view !== 'list' && { view }),
    ...(source && { source }),
    ...(search.make === true && { make: true as const }),
  }
}
