import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import type { CaseReader } from '../journeys/index.ts'
import { createLayeredReader } from '../journeys/layered-reader.clickhouse.ts'
import { Refused } from '../kernel/index.ts'
import type { CommandContext } from './context.ts'
import { createWorking } from './working.ts'

/** The reader of the events that the local owner may read. */
export const caseReaderOf = async (context: CommandContext): Promise<CaseReader> => {
  if (!localOwnerMay(LOCAL_OWNER, 'events.read', LOCAL_OWNER.workspace))
    throw new Refused({
      code: 'not-allowed',
      what: { fr: 'Vous n’avez pas le droit de lire les événements.', en: 'You may not read the events.' },
      remedy: { fr: 'Demandez-le au propriétaire de l’espace.', en: 'Ask the owner of the workspace.' },
    })
  return createLayeredReader(await context.engines.analytics(), { hear: createWorking(context) })
}
