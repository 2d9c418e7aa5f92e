/** Whom the events of an identifier are counted under: the twin of `personSql`. */
export type PersonOf = (identifier: string) => string

/** Nobody is tied to anybody else. */
export const itself: PersonOf = (identifier) => identifier
