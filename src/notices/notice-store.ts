import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { Notice, Reader } from './notice.ts'

type Workspace = Actor['workspace']

/** A notice as one reader has it. */
export interface ReadNotice extends Notice {
  readonly read: boolean
}

/** Port: what people should know, what they have read, and when they last looked. */
export interface NoticeStore {
  /** Adds those whose key is new, and gives them back. */
  add(workspace: Workspace, notices: readonly Notice[]): Promise<readonly Notice[]>
  /** What is for the reader and not by them, latest first. */
  of(reader: Reader, most: number): Promise<readonly ReadNotice[]>
  /** Those not read yet, of what is for the reader and not by them. */
  unread(reader: Reader): Promise<number>
  markRead(reader: Reader, ids: readonly Notice['id'][], at: Instant): Promise<void>
  /** All that is there so far. */
  markAllRead(reader: Reader, at: Instant): Promise<void>
  forget(workspace: Workspace, before: Instant): Promise<void>
  /** Up to when the reader has seen what changed; nothing before the first time. */
  lastVisit(reader: Reader): Promise<Instant | undefined>
  /** Never moves back. */
  visit(reader: Reader, upTo: Instant): Promise<void>
}
