import { done, type Id, type Outcome, type Refusal, refuse } from '../kernel/index.ts'
import type { Actor } from './actor.ts'
import type { May } from './may.ts'
import { notAllowed } from './not-allowed.ts'

/** Where days begin in a workspace that was told nothing else. */
export const USUAL_ZONE = 'Europe/Paris'

/** Port: what is set for a whole workspace. */
export interface WorkspaceStore {
  /** The zone that was set; `undefined` where none was. */
  zone(workspace: Id<'Workspace'>): Promise<string | undefined>
  setZone(workspace: Id<'Workspace'>, zone: string): Promise<void>
}

/** What no zone is called, in every room alike. */
export const unknownZone = (zone: string): Refusal<'unknown-zone'> => ({
  code: 'unknown-zone',
  what: { fr: `Aucun fuseau horaire ne s’appelle « ${zone} ».`, en: `No time zone is called "${zone}".` },
  remedy: {
    fr: 'Écrivez un nom de la base IANA, comme Europe/Paris ou UTC.',
    en: 'Write a name of the IANA database, such as Europe/Paris or UTC.',
  },
})

/** The zone that a name means, as the IANA database writes it: an offset is none, it knows no summer. */
export const zoneNamed = (name: string): Outcome<string, 'unknown-zone'> => {
  const wanted = name.trim()
  if (!/^[A-Za-z]/.test(wanted)) return refuse(unknownZone(name))
  try {
    new Intl.DateTimeFormat('en', { timeZone: wanted })
  } catch {
    return refuse(unknownZone(name))
  }
  const same = (one: string) => one.toLowerCase() === wanted.toLowerCase()
  return done(['UTC', ...Intl.supportedValuesOf('timeZone')].find(same) ?? wanted)
}

/** What is set for a whole workspace, and who may set it. */
export interface WorkspaceSettings {
  zone(actor: Actor): Promise<string>
  /** From now on days begin where they do in this zone, in every answer. */
  setZone(actor: Actor, zone: string): Promise<Outcome<string, 'not-allowed' | 'unknown-zone'>>
}

export const createWorkspaceSettings = ({
  store,
  may,
}: {
  readonly store: WorkspaceStore
  readonly may: May
}): WorkspaceSettings => ({
  zone: async ({ workspace }) => (await store.zone(workspace)) ?? USUAL_ZONE,
  async setZone(actor, name) {
    if (!may(actor, 'workspace.write', actor.workspace)) return refuse(notAllowed('workspace.write'))
    const named = zoneNamed(name)
    if (named.ok) await store.setZone(actor.workspace, named.value)
    return named
  },
})
