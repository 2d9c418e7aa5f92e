import { holdsFor, type Matchable, parseCondition } from '../events/index.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Outcome, refuse } from '../kernel/index.ts'
import type { Segment, Signature } from './segment.ts'
import * as refusals from './segment-refusals.ts'
import type { SegmentStore } from './segment-store.ts'

/** Who asks: the actor, and the name that the person gives. */
export interface Asker {
  readonly actor: Actor
  readonly signed?: string
}

export interface SegmentPorts {
  readonly store: SegmentStore
  readonly may: May
  readonly now: Clock
}

const LONGEST_NAME = 80

/** Sets of conditions under a name, to be asked everywhere. Every step asks whether the actor may. */
export interface Segments {
  all(who: Asker): Promise<Outcome<readonly Segment[]>>
  /** Gives a set of conditions a name; a name that is known means these from now on. */
  name(who: Asker, segment: Pick<Segment, 'name' | 'who'>): Promise<Outcome<Segment>>
  /** Gives a segment another name; a name that means others already is refused. */
  rename(who: Asker, from: string, to: string): Promise<Outcome<Segment>>
  remove(who: Asker, name: string): Promise<Outcome<Segment>>
  /** The conditions of some segments, all of which hold for who belongs to each of them. */
  conditions(who: Asker, names: readonly string[]): Promise<Outcome<readonly string[]>>
  /** The segments that somebody belongs to who lived these events. */
  of(who: Asker, events: readonly Matchable[]): Promise<Outcome<readonly Segment[]>>
}

/** A name as it is kept; `undefined` where it says nothing, or too much. */
const nameOf = (text: string): string | undefined => {
  const said = text.trim()
  return said === '' || said.length > LONGEST_NAME ? undefined : said
}

const belongs = ({ who }: Segment, events: readonly Matchable[]): boolean =>
  who.every((text) => {
    const condition = parseCondition(text)
    return condition.ok && holdsFor(condition.value, events)
  })

export const createSegments = ({ store, may, now }: SegmentPorts): Segments => {
  const found = async ({ actor: { workspace } }: Asker, name: string): Promise<Outcome<Segment>> => {
    const segment = await store.find(workspace, name)
    if (segment) return done(segment)
    return refuse(
      refusals.unknown(
        name,
        (await store.list(workspace)).map((one) => one.name),
      ),
    )
  }
  const signature = ({ actor, signed }: Asker): Signature => ({
    at: now(),
    by: actor.id,
    ...(signed !== undefined && { signed }),
  })
  const mayRead = ({ actor }: Asker) => may(actor, 'segments.read', actor.workspace)
  const mayWrite = ({ actor }: Asker) => may(actor, 'segments.write', actor.workspace)
  return {
    all: async (who) =>
      mayRead(who) ? done(await store.list(who.actor.workspace)) : refuse(notAllowed('segments.read')),
    name: async (who, { name, who: conditions }) => {
      if (!mayWrite(who)) return refuse(notAllowed('segments.write'))
      const said = nameOf(name)
      if (said === undefined) return refuse(refusals.unnamed)
      if (conditions.length === 0) return refuse(refusals.nobodyLeftOut)
      for (const text of conditions) {
        const read = parseCondition(text)
        if (!read.ok) return read
      }
      const segment = { name: said, who: conditions, ...signature(who) }
      await store.keep(who.actor.workspace, segment)
      return done(segment)
    },
    rename: async (who, from, to) => {
      if (!mayWrite(who)) return refuse(notAllowed('segments.write'))
      const said = nameOf(to)
      if (said === undefined) return refuse(refusals.unnamed)
      const segment = await found(who, from)
      if (!segment.ok || said === from) return segment
      const { workspace } = who.actor
      if (await store.find(workspace, said)) return refuse(refusals.taken(said))
      const renamed = { name: said, who: segment.value.who, ...signature(who) }
      await store.rename(workspace, from, renamed)
      return done(renamed)
    },
    remove: async (who, name) => {
      if (!mayWrite(who)) return refuse(notAllowed('segments.write'))
      const segment = await found(who, name)
      if (segment.ok) await store.remove(who.actor.workspace, name)
      return segment
    },
    conditions: async (who, names) => {
      if (!mayRead(who)) return refuse(notAllowed('segments.read'))
      const conditions: string[] = []
      for (const name of names) {
        const segment = await found(who, name)
        if (!segment.ok) return segment
        conditions.push(...segment.value.who)
      }
      return done(conditions)
    },
    of: async (who, events) => {
      if (!mayRead(who)) return refuse(notAllowed('segments.read'))
      return done((await store.list(who.actor.workspace)).filter((segment) => belongs(segment, events)))
    },
  }
}
