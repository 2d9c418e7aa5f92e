/** Ends a `switch` over a closed union: a new member fails to compile here. */
export const unreachable = (never: never): never => {
  throw new Error(`A case was not foreseen: ${JSON.stringify(never)}`)
}
