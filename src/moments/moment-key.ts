import type { NoticedMoment } from './noticed.ts'

/** What makes two noticings the same moment: its kind and sign at one place, whatever the numbers have become. */
export const momentKey = ({ kind, presence, sign, stage, touchpoint, event, channel }: NoticedMoment): string => {
  // Where a stage stops is the stage's; which touchpoint came last before it may change from day to day.
  const at = sign === 'drop_off' ? null : touchpoint
  return [kind, presence, sign, stage, at, event, channel].map((part) => encodeURIComponent(part ?? '')).join('/')
}
