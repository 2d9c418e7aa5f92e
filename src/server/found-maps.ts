import { Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { ToThread } from './explore-thread.ts'

interface Found {
  readonly map: JourneyMap
  readonly hash: string
}

type Reply = Extract<ToThread, { readonly map: string }>

interface Asking {
  resolve(found: Found): void
  reject(problem: Error): void
}

/** Maps that a thread asks for by name of the process that keeps them. */
export const foundMaps = (ask: (name: string) => void) => {
  const asking = new Map<string, Asking[]>()
  return {
    find: (name: string): Promise<Found> =>
      new Promise((resolve, reject) => {
        const others = asking.get(name)
        if (others) others.push({ resolve, reject })
        else {
          asking.set(name, [{ resolve, reject }])
          ask(name)
        }
      }),
    hear: (reply: Reply): void => {
      const mine = asking.get(reply.map) ?? []
      asking.delete(reply.map)
      for (const { resolve, reject } of mine)
        if ('found' in reply) resolve(reply.found)
        else reject(new Refused(reply.refused))
    },
  }
}
