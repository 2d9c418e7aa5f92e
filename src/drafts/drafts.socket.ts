import websocket from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type Actor, LOCAL_OWNER } from '../governance/index.ts'
import { orThrow, Refused } from '../kernel/index.ts'
import type { Drafts, HeldDraft } from './drafts.ts'
import { type Frame, readFrame, writeFrame } from './frame.ts'

/** What is used of a WebSocket (the library brings no types of its own). */
export interface Wire {
  readonly bufferedAmount: number
  send(bytes: Uint8Array): void
  close(code: number, reason: string): void
  terminate(): void
  ping(): void
  pause(): void
  resume(): void
  on(event: 'message', hear: (bytes: Buffer, binary: boolean) => void): unknown
  on(event: 'pong' | 'close', hear: () => void): unknown
  on(event: 'error', hear: (problem: Error) => void): unknown
}

/** The largest message, and the largest presence in it. */
const MOST_BYTES = 4 << 20
const MOST_PRESENCE = 16 << 10
/** What one writer may have on its way to the database, and a slow reader on its way to them. */
const MOST_UNKEPT = 8 << 20
const MOST_UNREAD = 16 << 20
/** A draft beyond this is no map that a person drew. */
const MOST_DRAFT = 32 << 20
const PULSE_MS = 15_000

/** Codes of a closed connection (RFC 6455), and one of our own for a map that is not there. */
const [BAD_DATA, TOO_LARGE, TRY_LATER, NO_MAP] = [1007, 1009, 1013, 4404]

interface Room {
  readonly draft: HeldDraft
  readonly awareness: Awareness
  readonly members: Set<Member>
  size: number
}

interface Member {
  readonly wire: Wire
  /** The Yjs clients whose presence this connection tells. */
  readonly clients: Set<number>
  received: number
  kept: number
  unkept: number
}

/** The people of each open draft, until the last leaves. */
export const createRooms = (drafts: Drafts, actor: Actor = LOCAL_OWNER) => {
  const rooms = new Map<string, Promise<Room>>()
  const closings = new Set<Promise<void>>()

  const open = async (id: string): Promise<Room> => {
    const draft = orThrow(await drafts.open(actor, id))
    const awareness = new Awareness(draft.doc)
    awareness.setLocalState(null)
    const room: Room = { draft, awareness, members: new Set(), size: Y.encodeStateAsUpdate(draft.doc).length }
    draft.doc.on('update', (bytes: Uint8Array, origin: unknown) => tellOthers(room, origin, { kind: 'update', bytes }))
    awareness.on('update', ({ added, updated, removed }: Record<string, number[]>, origin: unknown) => {
      const changed = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])]
      const member = [...room.members].find((each) => each === origin)
      for (const client of [...(added ?? []), ...(updated ?? [])]) member?.clients.add(client)
      tellOthers(room, origin, { kind: 'awareness', bytes: encodeAwarenessUpdate(awareness, changed) })
    })
    return room
  }
  const leave = async (id: string, room: Room, member: Member): Promise<void> => {
    room.members.delete(member)
    removeAwarenessStates(room.awareness, [...member.clients], member)
    if (room.members.size > 0) return
    rooms.delete(id)
    room.awareness.destroy()
    await room.draft.letGo()
  }
  const join = (id: string, wire: Wire): void => {
    const member: Member = { wire, clients: new Set(), received: 0, kept: 0, unkept: 0 }
    const opening = rooms.get(id) ?? open(id)
    rooms.set(id, opening)
    const entered = opening.then((room) => enter(room, member))
    entered.catch((problem: unknown) => {
      rooms.delete(id)
      const refused = problem instanceof Refused ? problem.refusal.code : undefined
      wire.close(refused === undefined ? TRY_LATER : NO_MAP, refused ?? 'engine-unavailable')
    })
    // In the order in which they came: each waits for the room only.
    wire.on(
      'message',
      (bytes) => void entered.then((room) => receive(room, member, new Uint8Array(bytes))).catch(() => {}),
    )
    wire.on('error', () => wire.terminate())
    const beat = heartbeat(wire)
    wire.on('close', () => {
      clearInterval(beat)
      const left = entered.then((room) => leave(id, room, member)).catch(() => undefined)
      closings.add(left)
      void left.finally(() => closings.delete(left))
    })
  }
  return { join, closed: async () => void (await Promise.all(closings)) }
}

const heartbeat = (wire: Wire) => {
  let alive = true
  const sign = () => {
    alive = true
  }
  wire.on('pong', sign)
  wire.on('message', sign)
  return setInterval(() => {
    if (alive) wire.ping()
    else wire.terminate()
    alive = false
  }, PULSE_MS)
}

/** Sends what there is; somebody who reads too slowly is let go, and asks again for what they miss. */
const tell = ({ wire }: Member, frame: Frame): void => {
  if (wire.bufferedAmount > MOST_UNREAD) wire.terminate()
  else wire.send(writeFrame(frame))
}

const tellOthers = (room: Room, origin: unknown, frame: Frame): void => {
  for (const member of room.members) if (member !== origin) tell(member, frame)
}

const enter = (room: Room, member: Member): Room => {
  room.members.add(member)
  tell(member, { kind: 'vector', bytes: Y.encodeStateVector(room.draft.doc) })
  const clients = [...room.awareness.getStates().keys()]
  if (clients.length > 0) tell(member, { kind: 'awareness', bytes: encodeAwarenessUpdate(room.awareness, clients) })
  return room
}

const receive = (room: Room, member: Member, bytes: Uint8Array): void => {
  const frame = readFrame(bytes)
  try {
    if (frame) answer(room, member, frame)
    else member.wire.close(BAD_DATA, 'not a frame')
  } catch {
    member.wire.close(BAD_DATA, 'not an update')
  }
}

const answer = (room: Room, member: Member, frame: Frame): void => {
  if (frame.kind === 'pulse') tell(member, frame)
  else if (frame.kind === 'vector')
    tell(member, { kind: 'answer', bytes: Y.encodeStateAsUpdate(room.draft.doc, frame.bytes) })
  else if (frame.kind === 'update' || frame.kind === 'answer') write(room, member, frame.bytes)
  else if (frame.kind === 'awareness' && frame.bytes.length > MOST_PRESENCE)
    member.wire.close(TOO_LARGE, 'presence too large')
  else if (frame.kind === 'awareness') applyAwarenessUpdate(room.awareness, frame.bytes, member)
}

/** Nothing is acknowledged before the database has it; what it refuses is sent again by who wrote it. */
const write = (room: Room, member: Member, update: Uint8Array): void => {
  const { structs, ds } = Y.decodeUpdate(update)
  const count = ++member.received
  const kept = (): void => {
    member.unkept -= update.length
    if (member.unkept < MOST_UNKEPT / 2) member.wire.resume()
    member.kept = Math.max(member.kept, count)
    tell(member, { kind: 'kept', count: member.kept })
  }
  member.unkept += update.length
  room.size += update.length
  if (member.unkept > MOST_UNKEPT) member.wire.pause()
  if (room.size > MOST_DRAFT) member.wire.close(TOO_LARGE, 'draft too large')
  else if (structs.length === 0 && ds.clients.size === 0) kept()
  else room.draft.write(update, member).then(kept, () => member.wire.close(TRY_LATER, 'not kept'))
}

/** `GET /api/maps/{id}/draft` upgraded: people who edit one map together. Behind the guard like everything else. */
export const serveDrafts = async (app: FastifyInstance, rooms: ReturnType<typeof createRooms>): Promise<void> => {
  await app.register(websocket, { options: { maxPayload: MOST_BYTES } })
  app.get<{ Params: { id: string } }>('/api/maps/:id/draft', { websocket: true }, (wire, { params }) =>
    rooms.join(params.id.slice(0, 200), wire as unknown as Wire),
  )
}
