/** Which two revisions are compared, as the address says. */
export interface RevisionsView {
  readonly from?: number
  readonly to?: number
}

const revisionOf = (value: unknown): number | undefined => {
  const number = Number(value)
  return Number.isInteger(number) && number > 0 && number < 1e9 ? number : undefined
}

export const revisionsView = (search: Readonly<Record<string, unknown>>): RevisionsView => {
  const [from, to] = [revisionOf(search.from), revisionOf(search.to)]
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}
