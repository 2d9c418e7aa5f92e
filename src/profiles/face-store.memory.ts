import { type Face, type FaceReading, type FaceStore, wordsOfFace } from './face.ts'
import { NOTHING_READ } from './naming-reader.ts'
import { misspellable, tracesOf } from './near-words.ts'

const latestFirst = (one: Face, other: Face): number => other.lastAt - one.lastAt || (one.filed < other.filed ? -1 : 1)

/** The faces in memory: the twin of the real store. */
export const createMemoryFaceStore = (): FaceStore => {
  const workspaces = new Map<
    string,
    { faces: Map<string, Face>; kept: Map<string, number>; last: number; reading: FaceReading }
  >()
  const of = (workspace: string) => {
    const held = workspaces.get(workspace) ?? {
      faces: new Map<string, Face>(),
      kept: new Map<string, number>(),
      last: 0,
      reading: { ...NOTHING_READ, declared: '' },
    }
    workspaces.set(workspace, held)
    return held
  }
  let last: Promise<unknown> = Promise.resolve()
  const sorted = (workspace: string) => [...of(workspace).faces.values()].sort(latestFirst)
  return {
    reading: async (workspace) => of(workspace).reading,
    change: (workspace, work) => {
      const turn = last.then(async () => {
        const held = of(workspace)
        const before = { ...held, faces: new Map(held.faces), kept: new Map(held.kept) }
        try {
          return await work(
            {
              reading: async () => held.reading,
              filed: async (texts) =>
                new Map(
                  texts.flatMap((text) => {
                    const face = held.faces.get(text)
                    return face ? [[text, face] as const] : []
                  }),
                ),
            },
            async ({ faces = [], heardOf = [], reading }) => {
              for (const face of faces) {
                held.faces.set(face.filed, face)
                held.kept.set(face.filed, ++held.last)
              }
              for (const { filed, events, lastAt } of heardOf) {
                const face = held.faces.get(filed)
                if (face) held.faces.set(filed, { ...face, events, lastAt })
              }
              held.reading = reading ?? held.reading
            },
          )
        } catch (problem) {
          Object.assign(held, before)
          throw problem
        }
      })
      last = turn.catch(() => {})
      return turn
    },
    search: async (workspace, words, most) =>
      sorted(workspace)
        .filter((face) => {
          const known = wordsOfFace(face)
          return words.length > 0 && words.every((word) => known.some((each) => each.startsWith(word)))
        })
        .slice(0, most),
    near: async (workspace, traces, most) => {
      const words = new Set(sorted(workspace).flatMap(misspellable))
      return [...words].filter((word) => tracesOf(word).some((trace) => traces.includes(trace))).slice(0, most)
    },
    searchAny: async (workspace, lists, most) =>
      sorted(workspace)
        .filter((face) => {
          const known = wordsOfFace(face)
          return lists.length > 0 && lists.every((list) => list.some((word) => known.includes(word)))
        })
        .slice(0, most),
    begun: async (workspace, beginnings, most) =>
      sorted(workspace)
        .filter(({ identifier }) => beginnings.some((each) => identifier.startsWith(each)))
        .slice(0, most),
    of: async (workspace, identifiers) =>
      sorted(workspace).filter(({ identifier }) => identifiers.includes(identifier)),
    alone: async (workspace, profiles) => sorted(workspace).filter(({ alone }) => profiles.includes(alone)),
    latest: async (workspace, most) => sorted(workspace).slice(0, most),
    keptSince: async (workspace, point, most) => {
      const { kept, faces } = of(workspace)
      const later = [...kept]
        .filter(([filed, at]) => at > point && faces.get(filed)?.told !== undefined)
        .sort(([, one], [, other]) => one - other)
      const some = later.slice(0, most)
      return { faces: some.flatMap(([filed]) => faces.get(filed) ?? []), point: some.at(-1)?.[1] ?? point }
    },
    count: async (workspace) => of(workspace).faces.size,
  }
}
