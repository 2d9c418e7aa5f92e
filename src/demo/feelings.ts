import type { Diary } from './diary.ts'

/** How something lived is scored, from 1 to 5. */
const CSAT = {
  bad: { 1: 0.45, 2: 0.4, 3: 0.15 },
  fair: { 2: 0.05, 3: 0.55, 4: 0.37, 5: 0.03 },
  good: { 4: 0.15, 5: 0.85 },
} as const
export type Quality = keyof typeof CSAT
export const QUALITY = { bad: 0.26, fair: 0.34, good: 0.4 } as const
/** A score from 1 to 5 as somebody who lived this would give it. */
export const csat = (diary: Diary, quality: Quality): number => Number(diary.chance.weighed(CSAT[quality]))
