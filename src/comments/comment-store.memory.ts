import type { CommentStore } from './comment-store.ts'
import type { Comment, Thread } from './thread.ts'

interface Shelf {
  threads: Thread[]
  readonly names: Set<string>
}

/** The comment store's memory twin. */
export const createMemoryCommentStore = (): CommentStore => {
  const shelves = new Map<string, Shelf>()
  const shelfOf = (workspace: string): Shelf => {
    const shelf = shelves.get(workspace) ?? { threads: [], names: new Set<string>() }
    shelves.set(workspace, shelf)
    return shelf
  }
  const change = (workspace: string, id: Thread['id'], changed: (thread: Thread) => Thread) => {
    const shelf = shelfOf(workspace)
    shelf.threads = shelf.threads.map((thread) => (thread.id === id ? changed(thread) : thread))
  }
  const changeComment = (workspace: string, id: Comment['id'], changed: (comment: Comment) => Comment) => {
    const shelf = shelfOf(workspace)
    shelf.threads = shelf.threads.map((thread) => ({
      ...thread,
      comments: thread.comments.map((comment) => (comment.id === id ? changed(comment) : comment)),
    }))
  }
  return {
    threads: async (workspace, map) =>
      shelfOf(workspace).threads.filter((thread) => map === undefined || thread.map === map),
    thread: async (workspace, id) => shelfOf(workspace).threads.find((thread) => thread.id === id),
    start: async (workspace, thread) => void shelfOf(workspace).threads.push(thread),
    reply: async (workspace, id, comment) =>
      change(workspace, id, (thread) => ({ ...thread, comments: [...thread.comments, comment] })),
    rewrite: async (workspace, id, text, mentions, editedAt) =>
      changeComment(workspace, id, (comment) => ({ ...comment, text, mentions, editedAt })),
    erase: async (workspace, id, erased) =>
      changeComment(workspace, id, (comment) => ({ ...comment, text: '', mentions: [], erased })),
    turn: async (workspace, id, turn) =>
      change(workspace, id, (thread) => ({ ...thread, turns: [...thread.turns, turn] })),
    names: async (workspace) => [...shelfOf(workspace).names].sort((a, b) => a.localeCompare(b, 'fr')),
    introduce: async (workspace, name) => void shelfOf(workspace).names.add(name),
  }
}
