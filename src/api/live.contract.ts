import { describe, expect, it } from 'vitest'
import { type Changed, createLive, type Live } from './live.ts'

/** Two api processes on one database, each with its own screens. */
interface Two {
  readonly one: Live
  readonly other: Live
  close(): Promise<void>
}

const heardBy = (live: Live): Changed[] => {
  const heard: Changed[] = []
  live.listen((changed) => heard.push(changed))
  return heard
}

/** Until what was told has gone round: a word of one's own after it has been heard. */
const settled = async (from: Live, by: Live): Promise<void> => {
  const mark = `settled-${Math.random()}`
  await new Promise<void>((resolve) => {
    const deaf = by.listen(([name]) => {
      if (name !== mark) return
      deaf()
      resolve()
    })
    from.tell([mark])
  })
}

/** In no order: a process tells its own screens first. */
const unmarked = (heard: readonly Changed[]) => heard.filter(([name]) => !name.startsWith('settled-')).toSorted()

/** What all that tells the screens does alike; `open` makes it for two processes. */
export const liveContract = (open: () => Promise<Two>): void => {
  describe('what tells the screens', () => {
    it('tells the screens of both processes, each once', async () => {
      const { one, other, close } = await open()
      const [near, far] = [heardBy(one), heardBy(other)]
      one.tell(['comments', 'cuisine'])
      other.tell(['maps'])
      await settled(one, other)
      await settled(other, one)
      expect(unmarked(near)).toEqual([['comments', 'cuisine'], ['maps']])
      expect(unmarked(far)).toEqual([['comments', 'cuisine'], ['maps']])
      await close()
    })

    it('tells those who listen no longer nothing', async () => {
      const { one, close } = await open()
      const heard: Changed[] = []
      const deaf = one.listen((changed) => heard.push(changed))
      deaf()
      one.tell(['maps'])
      await settled(one, one)
      expect(heard).toEqual([])
      await close()
    })
  })
}

/** In memory two processes are one. */
export const openMemoryLive = async (): Promise<Two> => {
  const live = createLive()
  return { one: live, other: live, close: async () => {} }
}
