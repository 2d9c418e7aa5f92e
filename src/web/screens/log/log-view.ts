/** Which interactions of the log are looked at, as the address says it: never of whom. */
export interface LogView {
  readonly source?: string
  readonly channel?: string
  readonly event?: string
}

const NAMES = ['source', 'channel', 'event'] as const

export const logView = (search: Readonly<Record<string, unknown>>): LogView =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = search[name]
      return typeof value === 'string' && value !== '' && value.length <= 300 ? [[name, value]] : []
    }),
  )
