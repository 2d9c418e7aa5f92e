import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Outcome, type Refusal, refuse } from '../kernel/index.ts'
import type { MomentDecision, MomentStore } from './moment-store.ts'
import type { NoticedMoment } from './noticed.ts'

/** Who decides, and the name that they give. */
export interface Decider {
  readonly actor: Actor
  readonly signed?: string
}

export interface DecidePorts {
  readonly store: MomentStore
  readonly may: May
  readonly now: Clock
}

/** A moment as it stands in the data, by its key; nothing where it does not. */
export type Standing = (key: string) => Promise<NoticedMoment | undefined>

/** A person confirms a noticed moment, rejects it with a reason, or takes their word back. It is kept for good. */
export const decideMoment = async (
  { store, may, now }: DecidePorts,
  { actor, signed }: Decider,
  wish: Pick<MomentDecision, 'map' | 'key' | 'verdict' | 'why'>,
  standing: Standing,
): Promise<Outcome<MomentDecision>> => {
  if (!may(actor, 'moments.decide', actor.workspace)) return refuse(notAllowed('moments.decide'))
  const { map, key, verdict, why } = wish
  if (verdict === 'rejected' && (why ?? '').trim() === '') return refuse(reasonMissing)
  const before = (await store.decisions(actor.workspace, map)).findLast((decision) => decision.key === key)
  const moment = (await standing(key)) ?? before?.moment
  if (!moment) return refuse(notNoticed)
  const decision: MomentDecision = {
    map,
    key,
    verdict,
    ...(why !== undefined && why.trim() !== '' && { why: why.trim() }),
    at: now(),
    by: actor.id,
    ...(signed !== undefined && { signed }),
    moment,
  }
  await store.decide(actor.workspace, decision)
  return done(decision)
}

const reasonMissing: Refusal = {
  code: 'reason-missing',
  what: { fr: 'Un rejet demande une raison.', en: 'A rejection needs a reason.' },
  remedy: {
    fr: 'Dites pourquoi ce moment n’en est pas un : la raison reste avec lui.',
    en: 'Say why this is no key moment: the reason stays with it.',
  },
}

const notNoticed: Refusal = {
  code: 'moment-not-found',
  what: {
    fr: 'Ce moment ne ressort plus de ce qui est vécu.',
    en: 'This moment no longer shows in what is lived.',
  },
  remedy: { fr: 'Rechargez les moments clés.', en: 'Load the key moments again.' },
}
