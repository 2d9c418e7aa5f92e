import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Sayings } from '../profiles/said.ts'
import { type Folding, startFolding } from './fold.ts'

/** A text may be looked for so long after it came in. */
const EVERY = 5_000

/** Takes what people say apart from what they do, so that words are found among little. */
export const keepTexts = (sayings: Sayings, trouble: (problem: unknown) => void): Folding =>
  startFolding(async () => void orThrow(await sayings.refresh(LOCAL_OWNER)), trouble, EVERY)
