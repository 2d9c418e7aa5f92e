export { type Matched, type MatchOptions, match } from './match.ts'
export type { Role } from './normalise.ts'
export { MOST_RECORDS, type Records, recordsBuilder } from './records.ts'
export { guessRole, guessRoles } from './roles.ts'
