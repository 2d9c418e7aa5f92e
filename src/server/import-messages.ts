import type { FileAccount } from '../imports/account.ts'
import type { Chosen } from '../imports/chosen.ts'
import type { Advance } from '../imports/import-record.ts'
import type { Place, RunOrder } from '../imports/imports.ts'
import type { Preview } from '../imports/preview.ts'
import type { Refusal } from '../kernel/index.ts'
import type { AnalyticsAddress, IngestAddress } from './role.ts'

/** What the api asks of the process that reads a file. One question at a time. */
export type ToImport =
  | { readonly preview: { readonly place: Place; readonly chosen: Chosen } }
  | {
      readonly run: {
        readonly place: Place
        readonly order: RunOrder
        readonly dataFolder: string
        readonly ingest: IngestAddress
        readonly analytics: AnalyticsAddress
      }
    }

export type FromImport =
  | { readonly advance: Advance }
  | { readonly previewed: Preview }
  | { readonly ended: FileAccount }
  | { readonly refused: Refusal }
  | { readonly failed: string }
