import { join } from 'node:path'
import { createArrivalReader } from '../events/arrivals.node.ts'
import type { ArrivalReader } from '../events/index.ts'
import { createLogReader } from '../storage/bus/log-reader.node.ts'

/** The name under which the log knows how far what arrives is followed. */
const FOLLOWER = 'passages'

/** What arrives in a data folder. */
export const arrivalsIn = (dataFolder: string): ArrivalReader =>
  createArrivalReader(createLogReader({ folder: join(dataFolder, 'log'), name: FOLLOWER }))
