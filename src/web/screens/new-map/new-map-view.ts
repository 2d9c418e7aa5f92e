/** What the address of a new map may say: below which touchpoint of which map it is to stand. */
export interface NewMapView {
  readonly journey?: string
  readonly touchpoint?: string
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 100 ? value : undefined

export const newMapView = (search: Readonly<Record<string, unknown>>): NewMapView => {
  const [journey, touchpoint] = [text(search.journey), text(search.touchpoint)]
  return { ...(journey !== undefined && { journey }), ...(touchpoint !== undefined && { touchpoint }) }
}
