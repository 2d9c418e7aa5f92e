import type { EventSink, ImportIdentity, Kept, OpenImport, ResumePoint, RowBatch } from './event-sink.ts'
import { ordinalId } from './row-id.node.ts'

const ID_LENGTH = 36

interface Begun {
  readonly seqBase: number
  readonly seen: Map<string, number>
  kept: number
  duplicates: number
  resume: ResumePoint | undefined
}

/** What a memory sink has kept, for tests to look at. */
export interface MemoryEventSink extends EventSink {
  /** The rows kept, in order, as TabSeparated lines without LF. */
  readonly rows: readonly string[]
  /** The rows of a stream, in order. */
  rowsOf(stream: 'events' | 'aggregates'): readonly string[]
}

/** The twin of the ingest process: the same promises, in memory. */
export const createMemoryEventSink = (): MemoryEventSink => {
  const rows = { events: [] as string[], aggregates: [] as string[] }
  const everKept = new Map<string, Set<string>>()
  const begun = new Map<string, Begun>()
  let nextBase = 0

  const append = async (identity: ImportIdentity, state: Begun, batch: RowBatch): Promise<Kept> => {
    const scope = `${identity.workspace}\0${identity.source}`
    const ids = everKept.get(scope) ?? new Set<string>()
    everKept.set(scope, ids)
    const before = { kept: state.kept, duplicates: state.duplicates }
    const text = Buffer.from(batch.rows.buffer, batch.rows.byteOffset, batch.rows.byteLength)
    for (let i = 0; i + 1 < batch.offsets.length; i++) {
      const line = text.toString('utf8', batch.offsets[i], (batch.offsets[i + 1] ?? 1) - 1)
      const content = line.slice(0, ID_LENGTH)
      const ordinal = identity.ids === 'given' ? 0 : (state.seen.get(content) ?? 0)
      state.seen.set(content, ordinal + 1)
      const id = ordinalId(content, ordinal)
      if (ids.has(id)) state.duplicates++
      else {
        ids.add(id)
        state.kept++
        rows[identity.stream ?? 'events'].push(id + line.slice(ID_LENGTH))
      }
    }
    state.resume = batch.resume
    return { kept: state.kept - before.kept, duplicates: state.duplicates - before.duplicates }
  }

  return {
    rows: rows.events,
    rowsOf: (stream) => rows[stream],
    open: async (identity): Promise<OpenImport> => {
      const name = `${identity.workspace}\0${identity.source}\0${identity.key}`
      const found = begun.get(name)
      const state: Begun = found ?? { seqBase: nextBase, seen: new Map(), kept: 0, duplicates: 0, resume: undefined }
      if (!found) {
        nextBase += 2 ** 40
        begun.set(name, state)
      }
      return {
        ...(state.resume && { resumed: { kept: state.kept, duplicates: state.duplicates, resume: state.resume } }),
        seqBase: state.seqBase,
        append: (batch) => append(identity, state, batch),
        finish: async () => {
          begun.delete(name)
          return { kept: state.kept, duplicates: state.duplicates }
        },
      }
    },
    close: async () => {},
  }
}
