import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Id, type Outcome, type Refusal, refuse } from '../kernel/index.ts'
import type { Dashboard, SavedView, Signature } from './view.ts'
import * as refusals from './view-refusals.ts'
import type { Shelf, ViewStore } from './view-store.ts'

/** Who asks: the actor, and the name that the person gives. */
export interface Asker {
  readonly actor: Actor
  readonly signed?: string
}

export interface ViewPorts {
  readonly store: ViewStore
  readonly may: May
  readonly now: Clock
  readonly newId: () => string
}

export type NewView = Pick<SavedView, 'title' | 'note' | 'analysis' | 'asked'>
export type NewDashboard = Pick<Dashboard, 'title' | 'tiles' | 'pinned'>

/** Questions kept, and boards of them. Every step asks whether the actor may. */
export interface Views {
  all(who: Asker): Promise<Outcome<{ readonly views: readonly SavedView[]; readonly dashboards: readonly Dashboard[] }>>
  save(who: Asker, view: NewView): Promise<Outcome<SavedView>>
  change(who: Asker, id: string, changes: Partial<NewView>): Promise<Outcome<SavedView>>
  /** Says every kept question as `next` says it, those that could be brought back too; how many of them changed. */
  reword(who: Asker, next: (asked: string) => string | undefined): Promise<Outcome<number>>
  remove(who: Asker, id: string): Promise<Outcome<SavedView>>
  bringBack(who: Asker, id: string): Promise<Outcome<SavedView>>
  compose(who: Asker, dashboard: NewDashboard): Promise<Outcome<Dashboard>>
  arrange(who: Asker, id: string, changes: Partial<NewDashboard>): Promise<Outcome<Dashboard>>
  removeDashboard(who: Asker, id: string): Promise<Outcome<Dashboard>>
  bringBackDashboard(who: Asker, id: string): Promise<Outcome<Dashboard>>
}

export const createViews = (ports: ViewPorts): Views => {
  const { store, may, newId } = ports
  const views = thingsOf(ports, store.views, refusals.viewUnknown)
  const dashboards = thingsOf(ports, store.dashboards, refusals.dashboardUnknown)
  const known = async ({ actor }: Asker, tiles: Dashboard['tiles'] = []) => {
    const found = await Promise.all(tiles.map(({ view }) => store.views.find(actor.workspace, view)))
    return found.every(Boolean)
  }
  return {
    all: async (who) => {
      const { workspace } = who.actor
      if (!may(who.actor, 'views.read', workspace)) return refuse(notAllowed('views.read'))
      const [kept, boards] = await Promise.all([store.views.list(workspace), store.dashboards.list(workspace)])
      return done({ views: kept, dashboards: boards })
    },
    save: (who, view) => views.add(who, { ...view, id: newId() as Id<'SavedView'> }),
    change: (who, id, changes) => views.change(who, id, changes),
    reword: async (who, next) => {
      let count = 0
      for (const view of await store.views.everKept(who.actor.workspace)) {
        const asked = next(view.asked)
        if (asked === undefined) continue
        const changed = await views.reword(who, view, asked)
        if (!changed.ok) return changed
        count++
      }
      return done(count)
    },
    remove: (who, id) => views.remove(who, id),
    bringBack: (who, id) => views.bringBack(who, id),
    compose: async (who, dashboard) =>
      (await known(who, dashboard.tiles))
        ? dashboards.add(who, { ...dashboard, id: newId() as Id<'Dashboard'> })
        : refuse(refusals.viewUnknown),
    arrange: async (who, id, changes) =>
      (await known(who, changes.tiles)) ? dashboards.change(who, id, changes) : refuse(refusals.viewUnknown),
    removeDashboard: (who, id) => dashboards.remove(who, id),
    bringBackDashboard: (who, id) => dashboards.bringBack(who, id),
  }
}

/** What both kinds of kept things have in common: a title that says something, an author, an end that can be undone. */
const thingsOf = <Thing extends SavedView | Dashboard>(
  { may, now }: ViewPorts,
  shelf: Shelf<Thing>,
  unknown: Refusal,
) => {
  const signature = ({ actor, signed }: Asker): Signature => ({
    at: now(),
    by: actor.id,
    ...(signed !== undefined && { signed }),
  })
  const keep = async (who: Asker, thing: Thing): Promise<Outcome<Thing>> => {
    if (!may(who.actor, 'views.write', who.actor.workspace)) return refuse(notAllowed('views.write'))
    if (thing.title.trim() === '') return refuse(refusals.untitled)
    const kept = { ...thing, title: thing.title.trim() }
    await shelf.keep(who.actor.workspace, kept)
    return done(kept)
  }
  const found = async (who: Asker, id: string, next: (thing: Thing) => Thing): Promise<Outcome<Thing>> => {
    const thing = await shelf.find(who.actor.workspace, id)
    return thing ? keep(who, next(thing)) : refuse(unknown)
  }
  const standing = ({ gone: _, ...thing }: Thing) => thing as Thing
  return {
    add: (who: Asker, thing: Omit<Thing, 'at' | 'by' | 'signed' | 'gone'>) =>
      keep(who, { ...thing, ...signature(who) } as Thing),
    /** Asked in other words, and removed if it was. */
    reword: (who: Asker, thing: Thing, asked: string) => keep(who, { ...thing, asked }),
    change: (who: Asker, id: string, changes: Partial<Thing>) =>
      found(who, id, (thing) => standing({ ...thing, ...changes })),
    remove: (who: Asker, id: string) => found(who, id, (thing) => ({ ...thing, gone: signature(who) })),
    bringBack: (who: Asker, id: string) => found(who, id, standing),
  }
}
