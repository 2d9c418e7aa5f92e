export type { KeptLikeness, LikenessState } from './likeness-store.ts'
export {
  type Alike,
  createLikenesses,
  type Likenesses,
  SURE,
  type Threshold,
  type Thresholds,
  WORTH_ASKING,
} from './likenesses.ts'
export { type Matched, type MatchOptions, match } from './match.ts'
export type { Role } from './normalise.ts'
export { MOST_RECORDS, type Records, recordsBuilder } from './records.ts'
export { guessRole, guessRoles } from './roles.ts'
export type { Agreement, Waterfall, WaterfallStep } from './waterfall.ts'
