import { LEVERS, type Lever } from '../maps/index.ts'
import { agreement } from './agreement.ts'
import { compareWords, type Wording } from './wording.ts'
import {
  type Outline,
  type Question,
  ROLES,
  ratedIn,
  type Values,
  type WorkshopAnswer,
  type WorkshopRole,
} from './workshop.ts'

/** Below it nothing is shown of a role: one would know who said what. Of the whole room, three are enough to hide among. */
export const MIN_ROLE = 5
export const MIN_ROOM = 3

/** Answers on one scale. */
export interface Spread {
  readonly n: number
  readonly scale: readonly [number, number]
  /** Answers by step of the scale, from its low end. */
  readonly counts: readonly number[]
  readonly mean: number
  /** Van der Eijk's A, -1 to 1. */
  readonly agreement: number
}

export interface Rated {
  readonly item: string
  readonly lever?: Lever
  readonly side?: 'aimed' | 'perceived'
  /** Nothing where fewer than three answered. */
  readonly all: Spread | null
  readonly byRole: readonly { readonly role: WorkshopRole; readonly spread: Spread }[]
}

export interface SignedView {
  readonly name: string
  readonly role: WorkshopRole
  readonly definition: string
  readonly priority: number
  readonly objective: string
}

/** What a room answered to one question: never who, but for the alignment round, which is signed. */
export type Result =
  | { readonly kind: 'emotion' | 'levers'; readonly n: number; readonly rated: readonly Rated[] }
  | {
      readonly kind: 'matters'
      readonly n: number
      readonly chosen: readonly { readonly id: string; readonly count: number }[] | null
    }
  | {
      readonly kind: 'missing'
      readonly n: number
      readonly proposed: readonly { readonly stage: string; readonly title: string }[]
    }
  | {
      readonly kind: 'remarks'
      readonly n: number
      readonly said: readonly { readonly stage?: string; readonly text: string }[]
    }
  | {
      readonly kind: 'alignment'
      readonly n: number
      readonly views: readonly SignedView[]
      readonly definitions: Wording
      readonly objectives: Wording
      readonly priorities: Spread | null
    }

const spreadOf = (values: readonly number[], [low, high]: readonly [number, number]): Spread => {
  const counts = Array.from(
    { length: high - low + 1 },
    (_, step) => values.filter((value) => value === low + step).length,
  )
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { n: values.length, scale: [low, high], counts, mean, agreement: agreement(counts) ?? 0 }
}

interface Vote {
  readonly role: WorkshopRole
  readonly value: number
}

/**
 * The roles that may be shown: of at least five people each; and those that stay hidden are at least five together, or
 * nobody, so that they cannot be worked out by subtraction.
 */
const shownRoles = (votes: readonly Vote[]): readonly WorkshopRole[] => {
  const size = (role: WorkshopRole) => votes.filter((vote) => vote.role === role).length
  const shown = ROLES.filter((role) => size(role) >= MIN_ROLE).sort((a, b) => size(b) - size(a))
  const hidden = () => votes.filter(({ role }) => !shown.includes(role)).length
  while (shown.length > 0 && hidden() > 0 && hidden() < MIN_ROLE) shown.pop()
  return shown
}

const ratedOf = (item: string, votes: readonly Vote[], scale: readonly [number, number]): Rated => ({
  item,
  all:
    votes.length < MIN_ROOM
      ? null
      : spreadOf(
          votes.map(({ value }) => value),
          scale,
        ),
  byRole: shownRoles(votes).map((role) => ({
    role,
    spread: spreadOf(
      votes.filter((vote) => vote.role === role).map(({ value }) => value),
      scale,
    ),
  })),
})

type Answers<Kind extends keyof Values> = readonly (Omit<WorkshopAnswer, 'value'> & { readonly value: Values[Kind] })[]

const emotions = (answers: Answers<'emotion'>, outline: Outline, stage: string | undefined): readonly Rated[] =>
  ratedIn(outline, stage ?? '').map((item) =>
    ratedOf(
      item,
      answers.flatMap(({ role, value }) => (value[item] === undefined ? [] : [{ role, value: value[item] }])),
      [-2, 2],
    ),
  )

const levers = (answers: Answers<'levers'>, touchpoint: string): readonly Rated[] =>
  LEVERS.flatMap((lever) =>
    (['aimed', 'perceived'] as const).flatMap((side) => {
      const votes = answers.flatMap(({ role, value }) => {
        const level = value[lever]?.[side]
        return level === undefined ? [] : [{ role, value: level }]
      })
      return votes.length === 0 ? [] : [{ ...ratedOf(touchpoint, votes, [0, 5]), lever, side }]
    }),
  )

const matters = (answers: Answers<'matters'>, { touchpoints }: Outline) =>
  answers.length < MIN_ROOM
    ? null
    : touchpoints
        .map(({ id }) => ({ id, count: answers.filter(({ value }) => value.includes(id)).length }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count)

/** In the order of their own words: the order of arrival would tell who wrote. */
const inOwnOrder = <T>(said: readonly T[], words: (one: T) => string): readonly T[] =>
  [...said].sort((a, b) => (words(a) < words(b) ? -1 : 1))

const alignment = (answers: Answers<'alignment'>): Extract<Result, { kind: 'alignment' }> => {
  const views = answers.map(({ name = '', role, value }): SignedView => ({ name, role, ...value }))
  return {
    kind: 'alignment',
    n: views.length,
    views: [...views].sort((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1)),
    definitions: compareWords(views.map(({ definition }) => definition)),
    objectives: compareWords(views.map(({ objective }) => objective)),
    priorities:
      views.length < 2
        ? null
        : spreadOf(
            views.map(({ priority }) => priority),
            [0, 10],
          ),
  }
}

/** What the room answered to a question. */
export const resultOf = (question: Question, outline: Outline, all: readonly WorkshopAnswer[]): Result => {
  const answers = all.filter((answer) => answer.question === question.id)
  const n = answers.length
  switch (question.kind) {
    case 'emotion':
      return { kind: 'emotion', n, rated: emotions(answers as Answers<'emotion'>, outline, question.of) }
    case 'levers':
      return { kind: 'levers', n, rated: levers(answers as Answers<'levers'>, question.of ?? '') }
    case 'matters':
      return { kind: 'matters', n, chosen: matters(answers as Answers<'matters'>, outline) }
    case 'missing': {
      const proposed = (answers as Answers<'missing'>).flatMap(({ value }) => value)
      return { kind: 'missing', n, proposed: inOwnOrder(proposed, ({ title }) => title) }
    }
    case 'remarks': {
      const said = (answers as Answers<'remarks'>).flatMap(({ value }) => value)
      return { kind: 'remarks', n, said: inOwnOrder(said, ({ text }) => text) }
    }
    case 'alignment':
      return alignment(answers as Answers<'alignment'>)
  }
}
