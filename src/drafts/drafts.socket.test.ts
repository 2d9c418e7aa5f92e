import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import { createMaps } from '../maps/index.ts'
import { createMemoryMapStore } from '../maps/map-store.memory.ts'
import { createMemoryDraftStore } from './draft-store.memory.ts'
import { createRooms, type Wire } from './drafts.socket.ts'
import { applyChange, createDrafts, type DraftStore, type Frame, readDraft, readFrame, writeFrame } from './index.ts'

const KITCHEN = JSON.stringify({
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Cuisine',
  stages: [{ id: 'meet', phase: 'during', title: 'Rencontrer' }],
  touchpoints: [{ id: 'visit', stage: 'meet', title: 'Visiter' }],
})

/** One end of a connection, without a network. */
class Line extends EventEmitter {
  readonly doc = new Y.Doc()
  readonly heard: Frame[] = []
  bufferedAmount = 0
  closed: number | 'terminated' | undefined
  paused = false
  send(bytes: Uint8Array) {
    const frame = readFrame(bytes)
    if (!frame) throw new Error('The server sent no frame')
    this.heard.push(frame)
    if (frame.kind === 'answer' || frame.kind === 'update') Y.applyUpdate(this.doc, frame.bytes)
    this.emit('frame')
  }
  close(code: number) {
    this.closed ??= code
    this.emit('close')
  }
  terminate() {
    this.closed ??= 'terminated'
    this.emit('close')
  }
  ping() {}
  pause() {
    this.paused = true
  }
  resume() {
    this.paused = false
  }
  say(frame: Frame | Uint8Array) {
    this.emit('message', Buffer.from(frame instanceof Uint8Array ? frame : writeFrame(frame)))
  }
  /** Until such a frame has come. */
  async hears(kind: Frame['kind'], count = 1): Promise<Frame> {
    for (;;) {
      const found = this.heard.filter((frame) => frame.kind === kind)[count - 1]
      if (found) return found
      await new Promise((resolve) => this.once('frame', () => resolve(undefined)))
    }
  }
  async ends(): Promise<number | 'terminated'> {
    if (this.closed === undefined) await new Promise((resolve) => this.once('close', () => resolve(undefined)))
    return this.closed ?? 'terminated'
  }
  /** Edits this end's document and tells the server. */
  rename(title: string) {
    const before = Y.encodeStateVector(this.doc)
    applyChange(this.doc, { do: 'set', at: ['touchpoints', 'visit', 'title'], value: title })
    this.say({ kind: 'update', bytes: Y.encodeStateAsUpdate(this.doc, before) })
  }
}

describe('a draft over a connection', () => {
  let rooms: ReturnType<typeof createRooms>
  let store: DraftStore
  const join = async (id = 'kitchen'): Promise<Line> => {
    const line = new Line()
    rooms.join(id, line as unknown as Wire)
    line.say({ kind: 'vector', bytes: Y.encodeStateVector(line.doc) })
    return line
  }
  const joined = async (): Promise<Line> => {
    const line = await join()
    await line.hears('answer')
    return line
  }
  const title = (line: Line) => readDraft(line.doc).touchpoints[0]?.title

  beforeEach(async () => {
    const maps = createMaps({ store: createMemoryMapStore(), may: localOwnerMay, now: () => 0, hash: mapHash })
    orThrow(await maps.push(LOCAL_OWNER, { source: new TextEncoder().encode(KITCHEN), file: 'kitchen.json' }))
    store = createMemoryDraftStore()
    rooms = createRooms(
      createDrafts({ store, maps, may: localOwnerMay, now: () => 0, hash: mapHash, changed: () => {} }),
    )
  })

  it('gives the map, and shows to the others what one writes', async () => {
    const [claire, karim] = [await joined(), await joined()]
    expect(title(claire)).toBe('Visiter')
    claire.rename('Voir')
    await karim.hears('update')
    expect(title(karim)).toBe('Voir')
  })

  it('acknowledges an update only once the store has it', async () => {
    const claire = await joined()
    let keep = () => {}
    const { append } = store
    store.append = async (...update) => {
      await new Promise<void>((resolve) => {
        keep = resolve
      })
      return append(...update)
    }
    claire.rename('Voir')
    await new Promise((resolve) => setImmediate(resolve))
    expect(claire.heard.some(({ kind }) => kind === 'kept')).toBe(false)
    keep()
    expect(await claire.hears('kept')).toEqual({ kind: 'kept', count: 1 })
  })

  it('ends the connection when the store fails, so that the writer sends again', async () => {
    const claire = await joined()
    store.append = () => Promise.reject(new Error('the disk is full'))
    claire.rename('Voir')
    expect(await claire.ends()).toBe(1013)
  })

  it('acknowledges an answer that brings nothing new', async () => {
    const claire = await joined()
    claire.say({ kind: 'answer', bytes: Y.encodeStateAsUpdate(new Y.Doc()) })
    expect(await claire.hears('kept')).toEqual({ kind: 'kept', count: 1 })
  })

  it('refuses what is no frame, no update, or a presence that is too large', async () => {
    for (const [bad, code] of [
      [new Uint8Array([77, 1, 2]), 1007],
      [{ kind: 'update', bytes: new Uint8Array([9, 9, 9, 9]) }, 1007],
      [{ kind: 'awareness', bytes: new Uint8Array(20_000) }, 1009],
    ] as const) {
      const line = await joined()
      line.say(bad)
      expect(await line.ends()).toBe(code)
    }
  })

  it('says that a map is not there', async () => {
    expect(await (await join('bathroom')).ends()).toBe(4404)
  })

  it('tells who is here, and that they left', async () => {
    const [claire, karim] = [await joined(), await joined()]
    const presence = new Awareness(claire.doc)
    presence.setLocalState({ name: 'Claire', at: ['touchpoints', 'visit'] })
    claire.say({ kind: 'awareness', bytes: encodeAwarenessUpdate(presence, [claire.doc.clientID]) })
    await karim.hears('awareness')
    claire.terminate()
    await karim.hears('awareness', 2)
    presence.destroy()
  })

  it('lets go of somebody who reads too slowly', async () => {
    const [claire, karim] = [await joined(), await joined()]
    karim.bufferedAmount = 17 << 20
    claire.rename('Voir')
    expect(await karim.ends()).toBe('terminated')
  })

  it('is kept as one snapshot once the last has left, and opens again as it was', async () => {
    const claire = await joined()
    for (const next of ['A', 'B', 'C']) claire.rename(next)
    await claire.hears('kept', 3)
    claire.terminate()
    await rooms.closed()
    expect((await store.since(LOCAL_OWNER.workspace, 'kitchen', -1))?.loose).toBe(0)
    expect(title(await joined())).toBe('C')
  })
})
