import { type Comment, isResolved, type Thread } from './thread.ts'

/** An open thread that mentions a name, with the latest mention of it. */
export interface Unanswered {
  readonly thread: Thread
  readonly mention: Comment
}

/** The open threads where a name was mentioned and has said nothing since. */
export const unansweredBy = (name: string, threads: readonly Thread[]): readonly Unanswered[] =>
  threads.flatMap((thread) => {
    if (isResolved(thread)) return []
    const said = thread.comments.filter(({ erased }) => !erased)
    const at = said.findLastIndex(({ mentions, signed }) => mentions.includes(name) && signed !== name)
    const mention = said[at]
    return mention && !said.slice(at + 1).some(({ signed }) => signed === name) ? [{ thread, mention }] : []
  })
