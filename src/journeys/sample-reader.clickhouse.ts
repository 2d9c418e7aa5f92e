import { type Id, Refused } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { createCaseLayer } from './case-layer.clickhouse.ts'
import { createCaseReader } from './case-reader.clickhouse.ts'
import type { CaseReader } from './case-reader.ts'
import { readLayer } from './kind-reader.clickhouse.ts'
import { readerOfKinds } from './kind-reader.ts'

/** A reader over some of the cases, each of them whole, and how many they are. */
export interface SampleReader {
  readonly reader: CaseReader
  readonly cases: number
  readonly events: number
}

/** Reads the cases in the first part of the hashes of their keys; `undefined` where the layer does not stand. */
export const createSampleReader = async (
  analytics: Analytics,
  workspace: Id<'Workspace'>,
  share: number,
): Promise<SampleReader | undefined> => {
  const layer = await createCaseLayer(analytics).current(workspace)
  if (!layer) return undefined
  const to = String(BigInt(Math.floor(share * 2 ** 32)) << 32n)
  const table = await readLayer(analytics, layer, { from: '0', to })
  const { having } = createCaseReader(analytics)
  const reader = readerOfKinds(table, layer.properties, having, () => {
    throw new Refused(untold)
  })
  return { reader, cases: table.keys.length, events: table.at.length }
}

const untold = {
  code: 'sample-untold',
  what: {
    fr: 'Un échantillon ne dit rien de cette propriété.',
    en: 'A sample tells nothing of this property.',
  },
  remedy: { fr: 'Attendez la réponse exacte.', en: 'Wait for the exact answer.' },
}
