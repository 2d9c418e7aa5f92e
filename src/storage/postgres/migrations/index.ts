import type { Migration } from '../migrate.ts'
import { maps } from './0001-maps.ts'
import { sources } from './0002-sources.ts'
import { identity } from './0003-identity.ts'
import { answeredRequests } from './0004-answered-requests.ts'
import { comments } from './0005-comments.ts'
import { signedStatuses } from './0006-signed-statuses.ts'
import { shares } from './0007-shares.ts'
import { imports } from './0008-imports.ts'
import { drafts } from './0009-drafts.ts'
import { momentRecords } from './0010-moment-records.ts'
import { notices } from './0011-notices.ts'
import { peopleFaces } from './0012-people-faces.ts'
import { workshops } from './0013-workshops.ts'
import { mapOwners } from './0014-map-owners.ts'
import { sourceLimits } from './0015-source-limits.ts'
import { publishedIdentities } from './0016-published-identities.ts'
import { webhooks } from './0017-webhooks.ts'
import { passages } from './0018-passages.ts'
import { likenesses } from './0019-likenesses.ts'
import { savedViews } from './0020-saved-views.ts'
import { consents } from './0021-consents.ts'
import { readingTotals } from './0022-reading-totals.ts'
import { nearWords } from './0023-near-words.ts'
import { deposits } from './0024-deposits.ts'
import { traitRules } from './0025-trait-rules.ts'
import { depositLeases } from './0026-deposit-leases.ts'
import { islands } from './0027-islands.ts'
import { foldedFromTheLog } from './0028-folded-from-the-log.ts'
import { facesThatTell } from './0029-faces-that-tell.ts'
import { segments } from './0030-segments.ts'
import { filings } from './0031-filings.ts'
import { leanerPeople } from './0032-leaner-people.ts'
import { likenessThreshold } from './0033-likeness-threshold.ts'
import { identityTellings } from './0034-identity-tellings.ts'
import { workspaceSettings } from './0035-workspace-settings.ts'

/**
 * Every step of the operational database, in the order in which it is applied: one file per step, a new one at the end.
 * What is written here has run on people's data: it is never edited, moved or removed (`migrate` refuses to go on).
 */
export const migrations: readonly Migration[] = [
  maps,
  sources,
  identity,
  answeredRequests,
  comments,
  signedStatuses,
  shares,
  imports,
  drafts,
  momentRecords,
  notices,
  peopleFaces,
  workshops,
  mapOwners,
  sourceLimits,
  publishedIdentities,
  webhooks,
  passages,
  likenesses,
  savedViews,
  consents,
  readingTotals,
  nearWords,
  deposits,
  traitRules,
  depositLeases,
  islands,
  foldedFromTheLog,
  facesThatTell,
  segments,
  filings,
  leanerPeople,
  likenessThreshold,
  identityTellings,
  workspaceSettings,
]
