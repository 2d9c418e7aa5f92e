/** The views of a journey, as its address names them. */
const VIEWS = ['map', 'off-map', 'moments', 'paths'] as const

/** What a journey's address may say besides its map: never a person. */
export interface JourneyView {
  readonly view?: (typeof VIEWS)[number]
}

/** Reads the address; what it does not know is the map. */
export const journeyView = (search: Readonly<Record<string, unknown>>): JourneyView => {
  const view = VIEWS.find((each) => each === search.view)
  return view && view !== 'map' ? { view } : {}
}
