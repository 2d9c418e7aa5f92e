import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * What travels between a browser and the server about one draft: the messages of the y-protocols (sync and awareness),
 * as every Yjs client speaks them, and two of our own. `kept` says how many of the writer's updates the database has;
 * `pulse` is answered by a pulse, since a browser does not see a connection that died.
 */
export type Frame =
  | { readonly kind: 'vector'; readonly bytes: Uint8Array }
  | { readonly kind: 'answer'; readonly bytes: Uint8Array }
  | { readonly kind: 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'awareness'; readonly bytes: Uint8Array }
  | { readonly kind: 'kept'; readonly count: number }
  | { readonly kind: 'pulse' }

const [SYNC, AWARENESS, KEPT, PULSE] = [0, 1, 100, 101]
const STEPS = ['vector', 'answer', 'update'] as const

export const writeFrame = (frame: Frame): Uint8Array =>
  encoding.encode((to) => {
    if (frame.kind === 'kept') {
      encoding.writeVarUint(to, KEPT)
      encoding.writeVarUint(to, frame.count)
    } else if (frame.kind === 'pulse') encoding.writeVarUint(to, PULSE)
    else if (frame.kind === 'awareness') {
      encoding.writeVarUint(to, AWARENESS)
      encoding.writeVarUint8Array(to, frame.bytes)
    } else {
      encoding.writeVarUint(to, SYNC)
      encoding.writeVarUint(to, STEPS.indexOf(frame.kind))
      encoding.writeVarUint8Array(to, frame.bytes)
    }
  })

/** A frame, or nothing for what is none: of another protocol, cut, or longer than it says. */
export const readFrame = (bytes: Uint8Array): Frame | undefined => {
  try {
    const from = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(from)
    if (type === PULSE) return { kind: 'pulse' }
    if (type === KEPT) return { kind: 'kept', count: decoding.readVarUint(from) }
    if (type === AWARENESS) return { kind: 'awareness', bytes: decoding.readVarUint8Array(from) }
    const kind = type === SYNC ? STEPS[decoding.readVarUint(from)] : undefined
    return kind && { kind, bytes: decoding.readVarUint8Array(from) }
  } catch {
    return undefined
  }
}
