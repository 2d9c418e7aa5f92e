import type { Notice, Reader } from './notice.ts'
import type { NoticeStore } from './notice-store.ts'

interface Shelf {
  notices: Notice[]
  readonly read: Set<string>
  readonly visits: Map<string, number>
}

const nameOf = ({ actor, name }: Reader) => JSON.stringify([actor.id, name])
const isFor = (name: string) => (notice: Notice) =>
  (notice.to === undefined || notice.to === name) && (notice.from === undefined || notice.from !== name)

/** The notice store's memory twin. */
export const createMemoryNoticeStore = (): NoticeStore => {
  const shelves = new Map<string, Shelf>()
  const shelfOf = (workspace: string): Shelf => {
    const shelf = shelves.get(workspace) ?? { notices: [], read: new Set<string>(), visits: new Map<string, number>() }
    shelves.set(workspace, shelf)
    return shelf
  }
  const readBy = (reader: Reader, id: string) => shelfOf(reader.actor.workspace).read.has(`${nameOf(reader)} ${id}`)
  const mine = (reader: Reader) => shelfOf(reader.actor.workspace).notices.filter(isFor(reader.name))
  const mark = (reader: Reader, ids: readonly string[]) => {
    for (const id of ids) shelfOf(reader.actor.workspace).read.add(`${nameOf(reader)} ${id}`)
  }
  return {
    add: async (workspace, notices) => {
      const shelf = shelfOf(workspace)
      return notices.filter((notice) => {
        if (shelf.notices.some(({ key }) => key === notice.key)) return false
        shelf.notices.push(notice)
        return true
      })
    },
    of: async (reader, most) =>
      mine(reader)
        .map((notice) => ({ ...notice, read: readBy(reader, notice.id) }))
        .reverse()
        .sort((a, b) => b.at - a.at)
        .slice(0, most),
    unread: async (reader) => mine(reader).filter(({ id }) => !readBy(reader, id)).length,
    markRead: async (reader, ids) => mark(reader, ids),
    markAllRead: async (reader) =>
      mark(
        reader,
        mine(reader).map(({ id }) => id),
      ),
    forget: async (workspace, before) => {
      const shelf = shelfOf(workspace)
      shelf.notices = shelf.notices.filter(({ at }) => at >= before)
    },
    lastVisit: async (reader) => shelfOf(reader.actor.workspace).visits.get(nameOf(reader)),
    visit: async (reader, upTo) => {
      const { visits } = shelfOf(reader.actor.workspace)
      visits.set(nameOf(reader), Math.max(upTo, visits.get(nameOf(reader)) ?? 0))
    },
  }
}
