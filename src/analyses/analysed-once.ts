import type { Analyst, News } from './analyst.ts'
import type { Told } from './ask.ts'
import { createDoneOnce } from './done-once.ts'

/** The same question asked of an analyst by several at once is worked out once; it stops when the last of them has left. */
export const analysedOnce = (analyst: Analyst): Analyst => {
  const once = createDoneOnce<Told, News>()
  return {
    analyse: (name, asked, people, { page, ...waiting } = {}) =>
      once(JSON.stringify([name, asked, people ?? null, page ?? null]), waiting, (signal, tell) =>
        analyst.analyse(name, asked, people, {
          signal,
          ...(page && { page }),
          // Where nobody who began to wait listens, there is no first answer: the whole one is there the sooner.
          ...(waiting.hear && { hear: tell }),
        }),
      ),
  }
}
