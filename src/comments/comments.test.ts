import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import { createMemoryCommentStore } from './comment-store.memory.ts'
import { type Comments, createComments, isAnchor, mentionsIn, type Said, type Speaker, unansweredBy } from './index.ts'

const CLAIRE: Speaker = { actor: LOCAL_OWNER, signed: 'Claire' }
const KARIM: Speaker = { actor: LOCAL_OWNER, signed: 'Karim' }

let comments: Comments
let told: Said[]
let now = 0
beforeEach(async () => {
  told = []
  let ids = 0
  comments = createComments({
    store: createMemoryCommentStore(),
    may: localOwnerMay,
    now: () => ++now,
    newId: () => `id${++ids}`,
    knows: async (_, map) => map === 'cuisine',
    tell: async (_, said) => void told.push(said),
  })
  await comments.introduce(KARIM, 'Karim')
})

const ask = async () => orThrow(await comments.start(CLAIRE, 'cuisine', 'touchpoint:devis', 'Trop long, @Karim ?'))

describe('a thread about a touchpoint', () => {
  it('tells whom it mentions, then those who spoke before of each reply', async () => {
    const thread = await ask()
    expect(told.at(-1)).toMatchObject({ mentioned: ['Karim'], others: [] })
    await comments.reply(KARIM, 'cuisine', thread.id, 'Oui, à Lille surtout.')
    expect(told.at(-1)).toMatchObject({ mentioned: [], others: ['Claire'] })
  })

  it('waits for the one it mentions until they answer, or until it is resolved', async () => {
    const thread = await ask()
    const waiting = async () => unansweredBy('Karim', orThrow(await comments.threads(KARIM))).length
    expect(await waiting()).toBe(1)
    await comments.settle(CLAIRE, 'cuisine', thread.id, 'resolved')
    expect(await waiting()).toBe(0)
    await comments.settle(CLAIRE, 'cuisine', thread.id, 'open')
    await comments.reply(KARIM, 'cuisine', thread.id, 'J’y vais.')
    expect(await waiting()).toBe(0)
  })

  it('is rewritten and erased by who said it only', async () => {
    const thread = await ask()
    const [said] = thread.comments
    const id = said?.id ?? asId<'Comment'>('?')
    expect(await comments.rewrite(KARIM, 'cuisine', thread.id, id, 'Non')).toMatchObject({
      refusal: { code: 'comment-not-own' },
    })
    await comments.rewrite(CLAIRE, 'cuisine', thread.id, id, 'Trop long ?')
    const erased = orThrow(await comments.erase(CLAIRE, 'cuisine', thread.id, id))
    expect(erased.comments[0]).toMatchObject({ text: '', signed: 'Claire', erased: { signed: 'Claire' } })
    expect(await comments.erase(CLAIRE, 'cuisine', thread.id, id)).toMatchObject({
      refusal: { code: 'comment-not-found' },
    })
  })

  it('is refused empty, on a map that is not there, in a thread of another map, and to a stranger', async () => {
    const thread = await ask()
    const stranger = { actor: { ...LOCAL_OWNER, id: asId<'Actor'>('stranger') } }
    const refusals = [
      await comments.start(CLAIRE, 'cuisine', 'map', '  '),
      await comments.start(CLAIRE, 'bathroom', 'map', 'Bonjour'),
      await comments.reply(CLAIRE, 'permit', thread.id, 'Bonjour'),
      await comments.start(stranger, 'cuisine', 'map', 'Bonjour'),
    ]
    expect(refusals.map((outcome) => !outcome.ok && outcome.refusal.code)).toEqual([
      'comment-empty',
      'map-not-found',
      'thread-not-found',
      'not-allowed',
    ])
  })
})

describe('mentions', () => {
  const names = ['Anne', 'Anne-Marie', 'Claire Dubois', 'Élodie']
  it('are known names after an @, the longest first, whatever their case', () => {
    expect(mentionsIn('@anne-marie, vois avec @Claire Dubois (et @élodie) ; @Anne-Marie', names)).toEqual([
      'Anne-Marie',
      'Claire Dubois',
      'Élodie',
    ])
  })
  it('are neither e-mail addresses, nor longer names, nor strangers', () => {
    expect(mentionsIn('contact@anne.example @Annette @Paul', names)).toEqual([])
  })
  it('find every known name that is mentioned, whatever its letters', () => {
    const name = fc.stringMatching(/^[\p{L}.*+?()[\]{}|\\^$]{1,12}$/u)
    fc.assert(
      fc.property(name, (given) => {
        expect(mentionsIn(`Bonjour @${given} !`, [given])).toEqual([given])
      }),
    )
  })
})

it('anchors a thread to a map, a stage, a touchpoint or a cell, nothing else', () => {
  expect(['map', 'stage:meet', 'touchpoint:devis', 'cell:l1:meet'].every(isAnchor)).toBe(true)
  expect(['', 'persona:x', 'stage:', 'stage:a b', 'cell:l1'].some(isAnchor)).toBe(false)
})
