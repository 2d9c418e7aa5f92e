import { LOCAL_OWNER, localOwnerMay, notAllowed } from '../governance/index.ts'
import { createLayeredReader, type LayeredReader } from '../journeys/layered-reader.clickhouse.ts'
import { Refused } from '../kernel/index.ts'
import { mostAtHand, PART_EVENTS } from '../server/reducing.ts'
import type { CommandContext } from './context.ts'
import { createWorking } from './working.ts'

/** The reader of the events that the local owner may read. */
export const caseReaderOf = async (context: CommandContext): Promise<LayeredReader> => {
  if (!localOwnerMay(LOCAL_OWNER, 'events.read', LOCAL_OWNER.workspace)) throw new Refused(notAllowed('events.read'))
  return createLayeredReader(await context.engines.analytics(), {
    hear: createWorking(context),
    mostEvents: mostAtHand(),
    partEvents: PART_EVENTS,
  })
}
