/** A fixed number of places: who finds none waits in order, or leaves when told to. */
export interface Slots<Place> {
  /** Resolves with a place and how to give it back. `undefined` where too many wait already. */
  enter(signal?: AbortSignal): Promise<{ readonly place: Place; readonly leave: () => void } | undefined>
  readonly waiting: number
}

export const slots = <Place>(places: readonly Place[], longestQueue: number): Slots<Place> => {
  const free = [...places]
  const queue: ((place: Place) => void)[] = []
  const give = (place: Place): void => {
    const next = queue.shift()
    if (next) next(place)
    else free.push(place)
  }
  const taken = (place: Place) => {
    let left = false
    const leave = () => {
      if (!left) {
        left = true
        give(place)
      }
    }
    return { place, leave }
  }
  return {
    get waiting() {
      return queue.length
    },
    enter: (signal) => {
      if (signal?.aborted) return Promise.reject(signal.reason)
      if (free.length > 0) return Promise.resolve(taken(free.pop() as Place))
      if (queue.length >= longestQueue) return Promise.resolve(undefined)
      return new Promise((resolve, reject) => {
        const turn = (place: Place) => {
          signal?.removeEventListener('abort', giveUp)
          resolve(taken(place))
        }
        const giveUp = () => {
          queue.splice(queue.indexOf(turn), 1)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        queue.push(turn)
      })
    },
  }
}
