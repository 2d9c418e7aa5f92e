import type { Lived } from '../../../journeys/index.ts'

/**
 * Whether how journeys ended can be set beside how those of another period did: while some are still on their way, those that
 * have ended are the quick ones, and a late period would differ from an early one for want of time.
 */
export const areOver = (...periods: readonly (Pick<Lived, 'instances'> | undefined)[]): boolean =>
  periods.every((one) => one === undefined || one.instances.open === 0)
