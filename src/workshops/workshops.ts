import type { MapChange } from '../drafts/index.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, HOUR, type Outcome, refuse } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { type Addition, additionsOf, changeFor } from './addition.ts'
import { outcomeOf } from './outcome.ts'
import { type Result, resultOf } from './result.ts'
import { readValue } from './value.ts'
import {
  outlineOf,
  type Participant,
  planOf,
  questionIn,
  type Stand,
  type Workshop,
  type WorkshopAnswer,
  type WorkshopRole,
  type WorkshopStore,
} from './workshop.ts'
import { refusals } from './workshop-refusals.ts'

export interface WorkshopPorts {
  readonly store: WorkshopStore
  readonly may: May
  readonly now: Clock
  readonly newId: () => string
  readonly newToken: () => string
  /** What is kept of a participant's token. */
  readonly hash: (token: string) => string
  /** The code of a workshop, worked out from its id and a turn: six letters and digits that are not taken for others. */
  readonly codeOf: (workshop: string, turn: number) => string
  /** What finds a workshop by its code: with a secret, since a code is short enough to be guessed from a plain hash. */
  readonly codeHash: (code: string) => string
  /** The map's draft as it stands, and a way to change it. */
  readonly draft: DraftOfMap
}

export interface DraftOfMap {
  read(actor: Actor, map: string): Promise<Outcome<JourneyMap>>
  change(actor: Actor, map: string, changes: readonly MapChange[]): Promise<Outcome<void>>
}

/** A workshop as its facilitator sees it: who is in the room and how many answered; answers only once revealed. */
export interface Facilitated {
  readonly workshop: Workshop
  readonly code: string
  readonly people: readonly Pick<Participant, 'name' | 'role'>[]
  readonly answered: { readonly [question: string]: number }
  readonly results: { readonly [question: string]: Result }
}

/** A workshop as a participant sees it. */
export interface Attended {
  readonly workshop: Workshop
  readonly who: Participant
  /** What they answered to the question in front. */
  readonly mine: WorkshopAnswer['value'] | null
  readonly remarks: WorkshopAnswer['value'] | null
  /** What the room answered to it, once it is revealed. */
  readonly result: Result | null
}

export interface Workshops {
  open(actor: Actor, map: string, persona?: string): Promise<Outcome<Workshop>>
  list(actor: Actor, map: string): Promise<Outcome<readonly Workshop[]>>
  look(actor: Actor, id: string): Promise<Outcome<Facilitated>>
  stand(actor: Actor, id: string, stand: Stand): Promise<Outcome<Workshop>>
  close(actor: Actor, id: string): Promise<Outcome<Workshop>>
  /** Writes what the room said into the map's draft, as evidence. */
  keep(actor: Actor, id: string): Promise<Outcome<{ readonly changes: number }>>
  /** What the room proposes to add to the map, of the answers that were revealed. */
  additions(actor: Actor, id: string): Promise<Outcome<readonly Addition[]>>
  /** Adds one of them to the map's draft, to a stage of the map where the room named none; twice is once. */
  add(actor: Actor, id: string, key: string, stage?: string): Promise<Outcome<{ readonly placed: string }>>
  join(
    code: string,
    name: string,
    role: WorkshopRole,
  ): Promise<Outcome<{ readonly token: string; readonly workshop: Workshop }>>
  attend(token: string): Promise<Outcome<Attended>>
  answer(token: string, question: string, value: unknown): Promise<Outcome<Workshop>>
}

const MOST_PEOPLE = 300
/** A workshop that nobody closed: its code opens nothing after that. */
const LASTS = 24 * HOUR
/** A code as it was typed: case, spaces and dashes do not count. */
const readCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '')

const isOver = ({ closedAt, openedAt }: Workshop, now: number): boolean =>
  closedAt !== undefined || openedAt + LASTS < now

export const createWorkshops = (ports: WorkshopPorts): Workshops => {
  const { store, may, now } = ports
  const asFacilitator = async <T>(
    actor: Actor,
    id: string,
    work: (workshop: Workshop) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    if (!may(actor, 'workshops.run', actor.workspace)) return refuse(notAllowed('workshops.run'))
    const workshop = await store.get(actor.workspace, id)
    return workshop ? work(workshop) : refuse(refusals.unknown)
  }
  return {
    open: async (actor, map, persona) =>
      may(actor, 'workshops.run', actor.workspace)
        ? openWorkshop(ports, actor, map, persona)
        : refuse(notAllowed('workshops.run')),
    list: async (actor, map) =>
      may(actor, 'workshops.run', actor.workspace)
        ? done(await store.list(actor.workspace, map))
        : refuse(notAllowed('workshops.run')),
    look: (actor, id) => asFacilitator(actor, id, async (workshop) => done(await facilitated(ports, workshop))),
    stand: (actor, id, stand) => asFacilitator(actor, id, (workshop) => moveTo(ports, workshop, stand)),
    close: (actor, id) =>
      asFacilitator(actor, id, async (workshop) => {
        await store.close(workshop.workspace, workshop.id, now())
        return done(workshop)
      }),
    keep: (actor, id) => asFacilitator(actor, id, (workshop) => keepIn(ports, actor, workshop)),
    additions: (actor, id) => asFacilitator(actor, id, (workshop) => proposedBy(ports, actor, workshop)),
    add: (actor, id, key, stage) => asFacilitator(actor, id, (workshop) => addTo(ports, actor, workshop, key, stage)),
    join: (code, name, role) => joinBy(ports, code, name, role),
    attend: (token) => attendBy(ports, token),
    answer: (token, question, value) => answerBy(ports, token, question, value),
  }
}

const openWorkshop = async (
  ports: WorkshopPorts,
  actor: Actor,
  map: string,
  persona: string | undefined,
): Promise<Outcome<Workshop>> => {
  const draft = await ports.draft.read(actor, map)
  if (!draft.ok) return draft
  const [id, outline] = [ports.newId(), outlineOf(draft.value)]
  for (let codeTurn = 0; ; codeTurn++) {
    const workshop: Workshop = {
      ...{ id, workspace: actor.workspace, map, outline, codeTurn },
      ...(persona !== undefined && { persona }),
      codeHash: ports.codeHash(ports.codeOf(id, codeTurn)),
      openedAt: ports.now(),
      openedBy: actor.id,
      stand: { current: planOf(outline)[0]?.id ?? null, open: false, revealed: [] },
    }
    if (await ports.store.add(workshop)) return done(workshop)
  }
}

const facilitated = async ({ store, codeOf }: WorkshopPorts, workshop: Workshop): Promise<Facilitated> => {
  const [people, answers] = await Promise.all([store.people(workshop.id), store.answers(workshop.id)])
  const plan = planOf(workshop.outline)
  const shown = plan.filter(({ id }) => workshop.stand.revealed.includes(id))
  return {
    workshop,
    code: codeOf(workshop.id, workshop.codeTurn),
    people: people.map(({ name, role }) => ({ name, role })),
    answered: Object.fromEntries(plan.map(({ id }) => [id, answers.filter(({ question }) => question === id).length])),
    results: Object.fromEntries(shown.map((question) => [question.id, resultOf(question, workshop.outline, answers)])),
  }
}

const moveTo = async ({ store }: WorkshopPorts, workshop: Workshop, stand: Stand): Promise<Outcome<Workshop>> => {
  const known = (id: string) => questionIn(workshop.outline, id) !== undefined
  const next: Stand = {
    current: stand.current !== null && known(stand.current) ? stand.current : null,
    open: stand.open && stand.current !== null,
    revealed: [...new Set(stand.revealed.filter(known))],
  }
  const moved = await store.stand(workshop.workspace, workshop.id, next)
  return moved ? done({ ...workshop, stand: next }) : refuse(refusals.closed)
}

const keepIn = async (
  { store, draft, now }: WorkshopPorts,
  actor: Actor,
  workshop: Workshop,
): Promise<Outcome<{ readonly changes: number }>> => {
  const map = await draft.read(actor, workshop.map)
  if (!map.ok) return map
  const changes = outcomeOf(workshop, await store.answers(workshop.id), map.value, now())
  const changed = await draft.change(actor, workshop.map, changes)
  if (!changed.ok) return changed
  await store.kept(workshop.workspace, workshop.id, now())
  return done({ changes: changes.length })
}

const proposedBy = async (
  { store, draft }: WorkshopPorts,
  actor: Actor,
  workshop: Workshop,
): Promise<Outcome<readonly Addition[]>> => {
  const map = await draft.read(actor, workshop.map)
  return map.ok ? done(additionsOf(workshop, await store.answers(workshop.id), map.value)) : map
}

const addTo = async (
  { store, draft, now }: WorkshopPorts,
  actor: Actor,
  workshop: Workshop,
  key: string,
  stage: string | undefined,
): Promise<Outcome<{ readonly placed: string }>> => {
  const map = await draft.read(actor, workshop.map)
  if (!map.ok) return map
  const found = additionsOf(workshop, await store.answers(workshop.id), map.value).find((one) => one.key === key)
  if (!found) return refuse(refusals.notSaid)
  if (found.placed !== null) return done({ placed: found.placed })
  const change = changeFor(workshop, { ...found, stage: found.stage ?? stage ?? null }, map.value, now())
  if (!change) return refuse(refusals.notSaid)
  const changed = await draft.change(actor, workshop.map, [change.change])
  return changed.ok ? done({ placed: change.placed }) : changed
}

/** A name as it is shown: one line, at most forty letters. */
const nameOf = (given: string): string => [...given.replace(/[\p{C}\s]+/gu, ' ').trim()].slice(0, 40).join('')

const joinBy = async (
  { store, now, newId, newToken, hash, codeHash }: WorkshopPorts,
  code: string,
  name: string,
  role: WorkshopRole,
): Promise<Outcome<{ readonly token: string; readonly workshop: Workshop }>> => {
  const workshop = await store.byCode(codeHash(readCode(code)))
  if (!workshop || isOver(workshop, now())) return refuse(refusals.unknown)
  if ((await store.people(workshop.id)).length >= MOST_PEOPLE) return refuse(refusals.full)
  const token = newToken()
  const who = { workshop: workshop.id, id: newId(), tokenHash: hash(token), name: nameOf(name), role, joinedAt: now() }
  await store.join(who)
  return done({ token, workshop })
}

const attendBy = async ({ store, now, hash }: WorkshopPorts, token: string): Promise<Outcome<Attended>> => {
  const found = await store.participant(hash(token))
  if (!found) return refuse(refusals.stranger)
  const { who, workshop } = found
  if (isOver(workshop, now())) return refuse(refusals.closed)
  const { current, revealed } = workshop.stand
  const answers = await store.answers(workshop.id)
  const mine = (id: string | null) =>
    answers.find(({ question, participant }) => question === id && participant === who.id)?.value ?? null
  const question = current !== null && revealed.includes(current) ? questionIn(workshop.outline, current) : undefined
  const result = question ? resultOf(question, workshop.outline, answers) : null
  return done({ workshop, who, mine: mine(current), remarks: mine('remarks'), result })
}

const answerBy = async (
  { store, now, hash }: WorkshopPorts,
  token: string,
  id: string,
  given: unknown,
): Promise<Outcome<Workshop>> => {
  const found = await store.participant(hash(token))
  if (!found) return refuse(refusals.stranger)
  const { who, workshop } = found
  if (isOver(workshop, now())) return refuse(refusals.closed)
  const { current, open } = workshop.stand
  // Remarks may be made at any time; anything else while it is asked.
  if (id !== 'remarks' && (id !== current || !open)) return refuse(refusals.notOpen)
  const question = questionIn(workshop.outline, id)
  const value = question && readValue(question, workshop.outline, given)
  if (value === undefined) return refuse(refusals.unreadable)
  await store.answer({
    ...{ workshop: workshop.id, question: id, participant: who.id, role: who.role, value, at: now() },
    ...(id === 'alignment' && { name: who.name }),
  })
  return done(workshop)
}
