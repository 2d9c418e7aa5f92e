import type { Share, ShareStore } from './share.ts'

/** The share store's memory twin. */
export const createMemoryShareStore = (): ShareStore => {
  let shares: readonly Share[] = []
  return {
    add: async (share) => {
      shares = [...shares, share]
    },
    list: async (workspace, map) =>
      shares
        .filter((share) => share.workspace === workspace && (map === undefined || share.map === map))
        .sort((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? -1 : 1)),
    byToken: async (tokenHash) => shares.find((share) => share.tokenHash === tokenHash),
    revoke: async (workspace, id, at, by) => {
      const found = shares.find((share) => share.workspace === workspace && share.id === id && !share.revoked)
      shares = shares.map((share) => (share === found ? { ...share, revoked: { at, by } } : share))
      return found !== undefined
    },
    opened: async (workspace, id, at) => {
      shares = shares.map((share) =>
        share.workspace === workspace && share.id === id
          ? { ...share, opened: share.opened + 1, openedAt: Math.max(at, share.openedAt ?? 0) }
          : share,
      )
    },
  }
}
