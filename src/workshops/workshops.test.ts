import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createLive } from '../api/live.ts'
import { createPublicApp } from '../api/public-app.ts'
import { applyChange, readDraft, seedOf } from '../drafts/index.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { done, HOUR, orThrow } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { tokenHash } from '../shares/token-hash.node.ts'
import { attendedOutside } from './attended.http.ts'
import { workshopCodes } from './code.node.ts'
import { compareWords, createWorkshops, type Workshop, type WorkshopRole, type Workshops } from './index.ts'
import { createMemoryWorkshopStore } from './workshop-store.memory.ts'

const KITCHEN: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Acheter une cuisine',
  stages: [
    { id: 'meet', phase: 'during', title: 'Rencontrer' },
    { id: 'live', phase: 'after', title: 'Vivre avec' },
  ],
  touchpoints: [
    { id: 'visit', stage: 'meet', title: 'Visite' },
    {
      id: 'quote',
      stage: 'meet',
      title: 'Devis',
      experience: [{ persona: 'primo', thinking: 'Combien ?', emotion: 2 }],
    },
  ],
}

let workshops: Workshops
let workshop: Workshop
let doc: Y.Doc
let now = 0
const codes = workshopCodes('the secret of the folder')
const live = createLive()
beforeEach(async () => {
  now = Date.UTC(2026, 8, 14)
  doc = new Y.Doc()
  Y.applyUpdate(doc, seedOf(KITCHEN))
  let count = 0
  const next = (what: string) => () => `${what}-${++count}`
  workshops = createWorkshops({
    ...{ may: localOwnerMay, now: () => now, newId: next('id'), newToken: next('token'), hash: tokenHash, ...codes },
    store: createMemoryWorkshopStore(next('anonymous')),
    draft: {
      read: async () => done(readDraft(doc)),
      change: async (_actor, _map, changes) => done(applyChange(doc, changes)),
    },
  })
  workshop = orThrow(await workshops.open(LOCAL_OWNER, 'kitchen', 'primo'))
})
const lead = async (current: string | null, open = true, revealed: readonly string[] = []) =>
  orThrow(await workshops.stand(LOCAL_OWNER, workshop.id, { current, open, revealed }))
const look = async () => orThrow(await workshops.look(LOCAL_OWNER, workshop.id))
const code = () => codes.codeOf(workshop.id, workshop.codeTurn)
const join = async (name = '', role: WorkshopRole = 'store') => orThrow(await workshops.join(code(), name, role)).token
const codeOf = async (answer: Promise<{ readonly ok: boolean; readonly refusal?: { readonly code: string } }>) =>
  (await answer).refusal?.code ?? 'ok'
/** A room of people of some roles, each with their answer to the question in front. */
const room = async (question: string, answers: readonly (readonly [WorkshopRole, unknown])[]) => {
  await lead(question)
  for (const [role, value] of answers) orThrow(await workshops.answer(await join('', role), question, value))
}
const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one)

describe('a workshop', () => {
  it('is joined by the code in the room, however it is typed, and by no other', async () => {
    const typed = ` ${code().toLowerCase().slice(0, 3)}-${code().slice(3)} `
    expect(await codeOf(workshops.join(typed, 'Claire', 'store'))).toBe('ok')
    expect(await codeOf(workshops.join('AAAAAA', 'Karim', 'store'))).toBe('workshop-not-found')
    expect(code()).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
  })

  it('asks one question at a time, and takes answers while it is open', async () => {
    const token = await join()
    await lead('emotion:meet', false)
    expect(await codeOf(workshops.answer(token, 'emotion:meet', { visit: 1 }))).toBe('question-not-open')
    await lead('emotion:meet')
    expect(await codeOf(workshops.answer(token, 'emotion:meet', { visit: 1 }))).toBe('ok')
    expect(await codeOf(workshops.answer(token, 'levers:visit', { advice: { aimed: 5 } }))).toBe('question-not-open')
    expect(await codeOf(workshops.answer(token, 'remarks', [{ text: 'Trop de papier' }]))).toBe('ok')
    expect(await codeOf(workshops.answer('token-of-nobody', 'emotion:meet', { visit: 1 }))).toBe('not-a-participant')
  })

  it('shows its facilitator how many answered, and what only once it is revealed', async () => {
    await room('emotion:meet', times(4, ['store', { visit: -2 }] as const))
    expect(await look()).toMatchObject({ answered: { 'emotion:meet': 4 }, results: {} })
    await lead('emotion:meet', false, ['emotion:meet'])
    const { results } = await look()
    expect(results['emotion:meet']).toMatchObject({
      n: 4,
      rated: [{ item: 'stage:meet' }, { item: 'visit', all: { n: 4, mean: -2, agreement: 1 } }, { all: null }],
    })
  })

  it('ends, after which its code and its tokens open nothing', async () => {
    const token = await join()
    orThrow(await workshops.close(LOCAL_OWNER, workshop.id))
    expect(await codeOf(workshops.join(code(), '', 'store'))).toBe('workshop-not-found')
    expect(await codeOf(workshops.attend(token))).toBe('workshop-closed')
  })

  it('that nobody closed is joined no more after a day', async () => {
    now += 25 * HOUR
    expect(await codeOf(workshops.join(code(), '', 'store'))).toBe('workshop-not-found')
  })
})

describe('anonymity in a workshop', () => {
  it('shows nothing of a room of two', async () => {
    await room('emotion:meet', times(2, ['store', { visit: 1 }] as const))
    await lead('emotion:meet', false, ['emotion:meet'])
    expect((await look()).results['emotion:meet']).toMatchObject({
      rated: [{}, { all: null, byRole: [] }, {}],
    })
  })

  it('shows a role from five people on, and never where the others could be worked out by subtraction', async () => {
    const byRole = async (answers: readonly (readonly [WorkshopRole, unknown])[]) => {
      await room('emotion:meet', answers)
      await lead('emotion:meet', false, ['emotion:meet'])
      const result = (await look()).results['emotion:meet']
      return result?.kind === 'emotion'
        ? result.rated[1]?.byRole.map(({ role, spread }) => [role, spread.n])
        : undefined
    }
    expect(await byRole(times(4, ['store', { visit: 1 }]))).toEqual([])
    expect(await byRole([['store', { visit: 1 }], ...times(3, ['digital', { visit: 1 }] as const)])).toEqual([])
    expect(await byRole(times(2, ['digital', { visit: 1 }] as const))).toEqual([
      ['store', 5],
      ['digital', 5],
    ])
  })

  it('never shows a role of fewer than five, nor leaves fewer than five to be worked out, whoever comes', () => {
    const roles = ['store', 'digital', 'service', 'management'] as const
    return fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }), async (sizes) => {
        workshop = orThrow(await workshops.open(LOCAL_OWNER, 'kitchen'))
        await room(
          'emotion:meet',
          sizes.flatMap((n, i) => times(n, [roles[i] ?? 'other', { visit: 0 }] as const)),
        )
        await lead('emotion:meet', false, ['emotion:meet'])
        const result = (await look()).results['emotion:meet']
        const shown = result?.kind === 'emotion' ? (result.rated[1]?.byRole ?? []) : []
        const hidden = sizes.reduce((sum, n) => sum + n, 0) - shown.reduce((sum, { spread }) => sum + spread.n, 0)
        for (const { spread } of shown) expect(spread.n).toBeGreaterThanOrEqual(5)
        if (shown.length > 0) expect(hidden === 0 || hidden >= 5).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})

describe('what a workshop leaves', () => {
  it('is evidence in the draft: what was felt, by how many, when, beside what was there', async () => {
    await room('emotion:meet', [
      ['store', { 'stage:meet': 2, visit: -1, quote: -2 }],
      ['digital', { 'stage:meet': 1, visit: 0, quote: -1 }],
      ['service', { 'stage:meet': 0, visit: 0, quote: -1 }],
    ])
    await room('levers:quote', times(3, ['store', { advice: { aimed: 5, perceived: 2 } }] as const))
    expect(orThrow(await workshops.keep(LOCAL_OWNER, workshop.id)).changes).toBeGreaterThan(0)
    const [visit, quote] = readDraft(doc).touchpoints
    const evidence = { level: 'reported', sources: [`workshop-${workshop.id}`], n: 3, as_of: '2026-09-14' }
    expect(readDraft(doc).stages[0]?.experience).toEqual([{ persona: 'primo', emotion: 1, evidence }])
    expect(visit?.experience).toEqual([{ persona: 'primo', emotion: -0.3, evidence }])
    expect(quote?.experience).toEqual([{ persona: 'primo', thinking: 'Combien ?', emotion: -1.3, evidence }])
    expect(quote?.levers).toEqual({ advice: { aimed: 5, perceived: 2, evidence } })
  })

  it('is nothing where fewer than three spoke, nor for what has left the map meanwhile', async () => {
    await room('emotion:meet', times(2, ['store', { visit: 1 }] as const))
    await room('levers:visit', times(3, ['store', { advice: { aimed: 5 } }] as const))
    applyChange(doc, { do: 'remove-touchpoint', id: 'visit' })
    expect(orThrow(await workshops.keep(LOCAL_OWNER, workshop.id)).changes).toBe(0)
  })
})

describe('what a room proposes', () => {
  const reveal = (...revealed: readonly string[]) => lead(null, false, revealed)
  const proposed = async () => orThrow(await workshops.additions(LOCAL_OWNER, workshop.id))
  const add = async (key: string, stage?: string) =>
    orThrow(await workshops.add(LOCAL_OWNER, workshop.id, key, stage)).placed
  const evidence = (n: number) => ({
    ...{ level: 'reported', sources: [`workshop-${workshop.id}`], n, as_of: '2026-09-14' },
  })
  const callBack = { stage: 'live', title: 'Un appel après la pose' }

  it('is offered once it is revealed, the same words together, by how many said them', async () => {
    await room('missing', [
      ['store', [callBack]],
      ['service', [{ ...callBack, title: ' un appel  après la pose' }]],
      ['digital', [{ stage: 'meet', title: 'Un devis en ligne' }]],
    ])
    expect(await proposed()).toEqual([])
    await reveal('missing')
    expect((await proposed()).map(({ stage, n }) => [stage, n])).toEqual([
      ['live', 2],
      ['meet', 1],
    ])
  })

  it('enters the map as a touchpoint that is expected and absent, once, with how many asked for it', async () => {
    await room('missing', times(3, ['store', [callBack]] as const))
    await reveal('missing')
    const key = 'missing:live:un appel après la pose'
    expect(await add(key)).toBe('touchpoint:un-appel-apres-la-pose')
    expect(await add(key)).toBe('touchpoint:un-appel-apres-la-pose')
    expect((await proposed())[0]?.placed).toBe('touchpoint:un-appel-apres-la-pose')
    expect(readDraft(doc).touchpoints.slice(2)).toEqual([
      {
        ...{ id: 'un-appel-apres-la-pose', ...callBack, need: 'expected_absent' },
        moments: [
          { kind: 'irritant', presence: 'missing', origin: 'workshop', status: 'proposed', evidence: evidence(3) },
        ],
      },
    ])
  })

  it('enters the map as a moment of truth to confirm where it matters to three at least', async () => {
    await room('matters', times(3, ['store', ['quote']] as const))
    await reveal('matters')
    expect(await add('matters:quote')).toBe('touchpoint:quote')
    expect(readDraft(doc).touchpoints[1]?.moments).toEqual([
      { kind: 'truth', origin: 'workshop', status: 'proposed', evidence: evidence(3) },
    ])
  })

  it('enters the map as a thought about a stage, chosen where the remark names none', async () => {
    orThrow(await workshops.answer(await join(), 'remarks', [{ text: 'Trop de papier' }]))
    await reveal('remarks')
    expect(await codeOf(workshops.add(LOCAL_OWNER, workshop.id, 'remarks::trop de papier'))).toBe('addition-not-found')
    expect(await add('remarks::trop de papier', 'meet')).toBe('stage:meet')
    expect(readDraft(doc).stages[0]?.experience).toEqual([
      { persona: 'primo', thinking: 'Trop de papier', evidence: evidence(1) },
    ])
  })

  it('is nothing that nobody said', async () => {
    expect(await codeOf(workshops.add(LOCAL_OWNER, workshop.id, 'missing:live:invente'))).toBe('addition-not-found')
  })
})

describe('the alignment round', () => {
  it('lays side by side what each leader means, wants and puts first, signed', async () => {
    await lead('alignment')
    const views = [
      ['Claire', { definition: 'De la visite à la pose de la cuisine', priority: 9, objective: 'Moins d’abandons' }],
      ['Karim', { definition: 'Du devis à la signature', priority: 2, objective: 'Plus de ventes' }],
      ['Zoé', { definition: 'De la première visite à la cuisine posée', priority: 8, objective: 'Moins d’abandons' }],
    ] as const
    for (const [name, value] of views)
      orThrow(await workshops.answer(await join(name, 'management'), 'alignment', value))
    await lead('alignment', false, ['alignment'])
    const result = (await look()).results.alignment
    if (result?.kind !== 'alignment') throw new Error('no alignment')
    expect(result.views.map(({ name, priority }) => [name, priority])).toEqual([
      ['Claire', 9],
      ['Zoé', 8],
      ['Karim', 2],
    ])
    expect(result.definitions.shared).toEqual(['cuisine', 'visite'])
    expect(result.priorities?.agreement).toBeLessThan(0.5)
    expect(result.objectives.shared).toContain('abandons')
  })

  it('compares words without their accents, plurals and small words', () => {
    const { alike, shared, own } = compareWords(['Les étapes du client', 'l’étape des clients', 'Le stock'])
    expect([shared, own[2]]).toEqual([['client', 'étapes'], ['stock']])
    expect(alike).toBeCloseTo(1 / 3)
  })
})

describe('a telephone in the room', () => {
  const opened = () =>
    createPublicApp({
      now: () => now,
      hosts: () => new Set(['cartes.example']),
      ...attendedOutside({ workshops, live, application: () => '<!doctype html>' }),
      journal: (line) => {
        throw new Error(line)
      },
    })
  const headers = { host: 'cartes.example' }

  it('sees the question, its own answer, and the room’s once it is revealed; never anybody else’s', async () => {
    const app = await opened()
    const joined = await app.inject({
      method: 'POST',
      url: '/public/workshops/join',
      headers,
      payload: { code: code(), name: 'Claire', role: 'store' },
    })
    const authorization = `Bearer ${joined.json().token}`
    await room('emotion:meet', times(3, ['digital', { visit: -2 }] as const))
    const mine = { method: 'PUT', url: '/public/workshop/answer', headers: { ...headers, authorization } } as const
    expect(
      (await app.inject({ ...mine, payload: { question: 'emotion:meet', value: { visit: 2, other: 9, quote: 7 } } }))
        .statusCode,
    ).toBe(200)
    const seen = async () =>
      (await app.inject({ url: '/public/workshop', headers: { ...headers, authorization } })).json()
    expect(await seen()).toMatchObject({
      mine: { visit: 2 },
      result: null,
      open: true,
      question: { id: 'emotion:meet' },
    })
    expect(Object.keys((await seen()).mine)).toEqual(['visit'])
    await lead('emotion:meet', false, ['emotion:meet'])
    expect((await seen()).result).toMatchObject({ n: 4 })
    expect(JSON.stringify(await seen())).not.toMatch(/tokenHash|participant|codeHash/)
  })

  it('is slowed down when it tries codes', async () => {
    const app = await opened()
    const tried: number[] = []
    for (let i = 0; i < 13; i++)
      tried.push(
        (
          await app.inject({
            method: 'POST',
            url: '/public/workshops/join',
            headers,
            payload: { code: `AAAAA${i}`, name: '', role: 'store' },
          })
        ).statusCode,
      )
    expect(tried.slice(0, 11)).toEqual(times(11, 404))
    expect(tried.slice(11)).toEqual([429, 429])
  })

  it('cannot do what the facilitator does, nor read the results of another question', async () => {
    const app = await opened()
    const authorization = `Bearer ${await join()}`
    await room('matters', times(3, ['store', ['visit']] as const))
    await lead('emotion:meet', true, ['matters'])
    for (const url of ['/api/workshops', `/api/workshops/${workshop.id}`, `/api/workshops/${workshop.id}/keep`])
      expect(
        (await app.inject({ method: 'POST', url, headers: { ...headers, authorization }, payload: {} })).statusCode,
      ).toBe(404)
    const seen = (await app.inject({ url: '/public/workshop', headers: { ...headers, authorization } })).json()
    expect([seen.question.id, seen.result]).toEqual(['emotion:meet', null])
  })
})
