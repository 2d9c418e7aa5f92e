import type { Actor } from '../governance/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { Comment, Signature, Thread, Turn } from './thread.ts'

type Workspace = Actor['workspace']

/** Port: where threads and the names that people gave are kept. */
export interface CommentStore {
  /** The threads of one map, or of all, in the order in which they began. */
  threads(workspace: Workspace, map?: string): Promise<readonly Thread[]>
  thread(workspace: Workspace, id: Thread['id']): Promise<Thread | undefined>
  /** Keeps a thread with its first comment. */
  start(workspace: Workspace, thread: Thread): Promise<void>
  reply(workspace: Workspace, thread: Thread['id'], comment: Comment): Promise<void>
  rewrite(
    workspace: Workspace,
    comment: Comment['id'],
    text: string,
    mentions: readonly string[],
    at: Instant,
  ): Promise<void>
  /** Forgets the text and keeps the trace. */
  erase(workspace: Workspace, comment: Comment['id'], trace: Signature): Promise<void>
  turn(workspace: Workspace, thread: Thread['id'], turn: Turn): Promise<void>
  /** The names that people gave, in alphabetical order. */
  names(workspace: Workspace): Promise<readonly string[]>
  /** Remembers a name; again is no harm. */
  introduce(workspace: Workspace, name: string, at: Instant): Promise<void>
}
