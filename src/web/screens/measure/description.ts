import type { ComponentType } from 'react'
import type { Lived } from '../../../journeys/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import type { Key } from '../../words/fr.ts'
import type { ShownFigure, ShownTable } from './cells.ts'
import type { Field, Question } from './question.ts'
import type { Telling } from './use-telling.ts'

/** What a question is first asked of, before anybody has set anything. */
export interface Ground {
  readonly map: JourneyMap | undefined
  readonly lived: Lived | undefined
  /** Names of events, the most frequent first. */
  readonly events: readonly string[]
}

export interface PictureProps<Body> {
  readonly answer: Body
  readonly question: Question
  readonly telling: Telling
  /** Lists the people of a number, by the name that the analysis gives it. */
  readonly open: (of: string) => void
  /** Asks a little differently: what is set to `undefined` is left out. */
  readonly change: (changes: Question) => void
}

/** One analysis as a screen: what can be asked, its picture, its tables. Everything else is the frame's. */
export interface Description<Body> {
  /** The name of its endpoint and of its command. */
  readonly name: string
  /** What it computes, as the methods define it: said under “explain”. */
  readonly means: Key
  /** Whether it is asked of a map, of events as they are, or of either. */
  readonly of: 'map' | 'either' | 'events'
  readonly fields: readonly Field[]
  /** The event whose amounts it tells, so that they are said in the currency of its `currency`. */
  priced?(question: Question): string
  /** The question before anybody has set anything, on the ground that is there. */
  first?(ground: Ground): Question
  /** Whether enough is set to ask; always where absent. */
  ready?(question: Question): boolean
  /** What the answer says first, in one sentence; nothing where it says nothing. */
  headline?(answer: Body, telling: Telling, question: Question): string | undefined
  /** The numbers that stand above the picture. */
  figures?(answer: Body, telling: Telling, question: Question): readonly ShownFigure[]
  readonly Picture: ComponentType<PictureProps<Body>>
  tables(answer: Body, telling: Telling, question: Question): readonly ShownTable[]
}

/** Keeps the type of one analysis together, then forgets it, so that analyses fit in one list. */
export const described = <Body>(one: Description<Body>): Description<unknown> => one as unknown as Description<unknown>
