/** What the screen's address says: whose people are listed. A segment's name names nobody. */
export interface SegmentsView {
  readonly of?: string
}

export const segmentsView = ({ of }: Readonly<Record<string, unknown>>): SegmentsView =>
  (typeof of === 'string' || typeof of === 'number') && String(of) !== '' ? { of: String(of) } : {}
