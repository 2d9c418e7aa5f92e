import { type Drafts, readDraft } from '../drafts/index.ts'
import { done, orThrow } from '../kernel/index.ts'
import type { DraftOfMap } from '../workshops/index.ts'

/** A map's draft for those who write in it without a screen: the same document, told to everybody who has it open. */
export const draftOfMap = (drafts: Drafts): DraftOfMap => ({
  read: async (actor, map) => {
    const held = await drafts.open(actor, map)
    if (!held.ok) return held
    const read = readDraft(held.value.doc)
    await held.value.letGo()
    return done(read)
  },
  change: async (actor, map, changes) => {
    const held = orThrow(await drafts.open(actor, map))
    try {
      if (changes.length > 0) await held.write(held.updateOf(changes))
      return done(undefined)
    } finally {
      await held.letGo()
    }
  },
})
