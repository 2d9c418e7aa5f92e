import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type Frame, readFrame, writeFrame } from '../../../../drafts/index.ts'

/** How a draft stands with the server: `saving` until the database has everything that was done here. */
export type LinkState = 'offline' | 'saving' | 'synced'

export interface Link {
  readonly awareness: Awareness
  readonly state: () => LinkState
  /** Once the server's own edits are here for the first time. */
  readonly met: Promise<void>
  close(): void
}

const FIRST_PAUSE_MS = 300
const LONGEST_PAUSE_MS = 8_000
/** A connection that says nothing this long has died, whatever the browser believes. */
const SILENCE_MS = 12_000
const PULSE_MS = 4_000
const NO_MAP = 4404

/** Keeps a document in step with the server's, for as long as it takes: what is done offline is told later. */
export const openLink = (url: string, doc: Y.Doc, changed: () => void): Link => {
  const awareness = new Awareness(doc)
  const origin = { link: url }
  let socket: WebSocket | undefined
  let state: LinkState = 'offline'
  let [sent, kept, heard, attempt] = [0, 0, 0, 0]
  let greeted = false
  let over = false
  let again: ReturnType<typeof setTimeout> | undefined
  let meet = () => {}
  const met = new Promise<void>((resolve) => {
    meet = resolve
  })

  const become = (next: LinkState) => {
    if (state === next) return
    state = next
    changed()
  }
  const tell = (frame: Frame) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(writeFrame(frame) as Uint8Array<ArrayBuffer>)
  }
  const tellUpdate = (kind: 'answer' | 'update', bytes: Uint8Array) => {
    sent++
    become('saving')
    tell({ kind, bytes })
  }
  const hear = (frame: Frame) => {
    if (frame.kind === 'vector') {
      greeted = true
      tellUpdate('answer', Y.encodeStateAsUpdate(doc, frame.bytes))
    } else if (frame.kind === 'answer' || frame.kind === 'update') {
      Y.applyUpdate(doc, frame.bytes, origin)
      if (frame.kind === 'answer') meet()
    } else if (frame.kind === 'awareness') applyAwarenessUpdate(awareness, frame.bytes, origin)
    else if (frame.kind === 'kept') {
      kept = frame.count
      if (greeted && kept === sent) become('synced')
    }
  }
  const lost = () => {
    socket = undefined
    greeted = false
    const others = [...awareness.getStates().keys()].filter((client) => client !== doc.clientID)
    removeAwarenessStates(awareness, others, origin)
    become('offline')
    if (over) return
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt++) * (0.75 + Math.random() / 2)
    clearTimeout(again)
    again = setTimeout(connect, pause)
  }
  const connect = () => {
    clearTimeout(again)
    if (over || socket) return
    const opened = new WebSocket(url)
    opened.binaryType = 'arraybuffer'
    socket = opened
    opened.addEventListener('open', () => {
      ;[sent, kept, heard, attempt] = [0, 0, Date.now(), 0]
      tell({ kind: 'vector', bytes: Y.encodeStateVector(doc) })
      if (awareness.getLocalState())
        tell({ kind: 'awareness', bytes: encodeAwarenessUpdate(awareness, [doc.clientID]) })
    })
    opened.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
      heard = Date.now()
      const frame = socket === opened ? readFrame(new Uint8Array(data)) : undefined
      if (frame) hear(frame)
    })
    opened.addEventListener('close', ({ code }) => {
      if (code === NO_MAP) over = true
      if (socket === opened) lost()
    })
  }
  const drop = () => {
    const dropped = socket
    if (!dropped) return
    lost()
    dropped.close()
  }
  const pulse = setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN) return
    if (Date.now() - heard > SILENCE_MS) drop()
    else tell({ kind: 'pulse' })
  }, PULSE_MS)
  const onUpdate = (bytes: Uint8Array, from: unknown) => {
    if (from !== origin && greeted) tellUpdate('update', bytes)
  }
  const onPresence = ({ added, updated, removed }: Record<string, number[]>, from: unknown) => {
    const mine = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])].filter((client) => client === doc.clientID)
    if (mine.length > 0 && from !== origin) tell({ kind: 'awareness', bytes: encodeAwarenessUpdate(awareness, mine) })
    changed()
  }
  const leave = () => removeAwarenessStates(awareness, [doc.clientID], 'left')
  doc.on('update', onUpdate)
  awareness.on('update', onPresence)
  // Hints only: a server on this very machine answers without any network.
  addEventListener('online', connect)
  addEventListener('offline', drop)
  addEventListener('pagehide', leave)
  connect()
  return {
    awareness,
    state: () => state,
    met,
    close: () => {
      over = true
      clearInterval(pulse)
      clearTimeout(again)
      leave()
      doc.off('update', onUpdate)
      awareness.off('update', onPresence)
      awareness.destroy()
      removeEventListener('online', connect)
      removeEventListener('offline', drop)
      removeEventListener('pagehide', leave)
      socket?.close()
    },
  }
}
