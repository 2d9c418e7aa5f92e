import type { Words } from './kernel/index.ts'

/** Where a step is counted: by the server (`/metrics`), or in the answer of the command or question that runs it. */
type CountedIn = 'metrics' | 'its answer' | 'nowhere yet'

/**
 * THE FLOW: what happens to an interaction, in order. `admit` and `keep` come before the acknowledgement; the rest
 * follows from the log. Each step says where it is counted, and may stop an interaction with a reason of its own;
 * an interaction that is stopped is counted, never lost without a word.
 */
export const spine = [
  {
    step: 'admit',
    sentence: {
      fr: 'On lit ce qui arrive, et l’on refuse ce qui n’est pas une interaction.',
      en: 'What arrives is read, and what is no interaction is refused.',
    },
    /** `parcours import` reads its file in its own process, and gives its own account of the rows that it rejects. */
    runs: 'before the acknowledgement, in the command that reads the file',
    counted: 'its answer',
    stops: [
      'ragged-row',
      'unclosed-quote',
      'line-too-long',
      'invalid-text',
      'not-an-object',
      'too-deep',
      'cut-short',
      'no-time',
      'unreadable-time',
      'no-such-date',
      'ambiguous-date',
      'before-1990',
      'in-the-future',
      'out-of-calendar',
      'no-event',
      'no-case',
      'no-id',
      'unreadable-order',
      'unreadable-count',
    ],
  },
  {
    step: 'receive',
    sentence: {
      fr: 'On lit ce qu’une source envoie en direct, et l’on ne croit d’elle que ce qu’elle peut garantir.',
      en: 'What a source sends live is read, and believed only as far as the source can vouch for it.',
    },
    runs: 'before the acknowledgement, in ingest',
    counted: 'metrics',
    /** Each is set aside with its reason, in the data folder; but from `over-limit` on: some are asked to come again, some turned away. */
    stops: [
      'malformed',
      'too-large',
      'no-event',
      'no-person',
      'unreadable-time',
      'before-1990',
      'in-the-future',
      'no-consent',
      'over-limit',
      'readers-behind',
      'busy',
      'not-mapped',
      'no-signature',
      'wrong-signature',
      'too-old',
    ],
  },
  {
    step: 'keep',
    sentence: {
      fr: 'On la garde une seule fois, sur le disque, puis on en donne acte.',
      en: 'It is kept once, on disk, and then acknowledged.',
    },
    runs: 'before the acknowledgement, in ingest',
    counted: 'metrics',
    stops: ['duplicate'],
  },
  {
    step: 'load',
    sentence: {
      fr: 'Elle passe du journal aux tables d’analyse, par blocs, chacun une seule fois.',
      en: 'It goes from the log to the analytical tables, in blocks, each of them once.',
    },
    runs: 'after the acknowledgement, in analytics',
    counted: 'metrics',
    /** Set aside with the engine's words, in the data folder. */
    stops: ['refused-by-engine'],
  },
  {
    step: 'unify',
    sentence: {
      fr: 'On reconnaît la personne derrière chacun de ses identifiants.',
      en: 'The person behind each identifier is recognised.',
    },
    runs: 'after the acknowledgement, in the worker; counted by identifiers met',
    counted: 'metrics',
    stops: [],
  },
  {
    step: 'recognise',
    sentence: {
      fr: 'On y reconnaît un point de contact de la carte.',
      en: 'A touchpoint of the map is recognised in it.',
    },
    runs: 'when a question is asked, over the stored events',
    counted: 'its answer',
    stops: [],
  },
  {
    step: 'advance',
    sentence: { fr: 'Le parcours vécu avance d’une étape.', en: 'The lived journey advances by one event.' },
    runs: 'after the acknowledgement, in the worker; and when a question is asked, over the stored events',
    counted: 'metrics',
    stops: [],
  },
  {
    step: 'notice',
    sentence: { fr: 'On remarque un moment clé, preuves à l’appui.', en: 'A moment is noticed, with its evidence.' },
    runs: 'when a question is asked, over the stored events',
    counted: 'its answer',
    stops: [],
  },
  {
    step: 'act',
    sentence: { fr: 'On agit.', en: 'Somebody, or a flow, acts.' },
    runs: 'not yet',
    counted: 'nowhere yet',
    stops: [],
  },
] as const satisfies readonly {
  readonly step: string
  readonly sentence: Words
  readonly runs: string
  readonly counted: CountedIn
  readonly stops: readonly string[]
}[]

export type Step = (typeof spine)[number]['step']
/** Why an interaction goes no further. Closed: a new reason is added above, and noticed everywhere. */
export type Stop = (typeof spine)[number]['stops'][number]

/** What a process has done at one step since it started. */
export interface StepTally {
  readonly passed: number
  /** Time spent, in seconds, summed over the batches. */
  readonly seconds: number
  readonly stopped: Readonly<Partial<Record<Stop, number>>>
}

export type Tally = Readonly<Partial<Record<Step, StepTally>>>

/** Counts what passes each step. One per process; a process's counts begin anew with it, as counters may. */
export interface Count {
  passed(step: Step, interactions: number, seconds: number): void
  stopped(step: Step, reason: Stop, interactions: number): void
  tally(): Tally
}

const NOTHING: StepTally = { passed: 0, seconds: 0, stopped: {} }

export const createCount = (): Count => {
  let tally: Tally = {}
  const at = (step: Step): StepTally => tally[step] ?? NOTHING
  return {
    passed: (step, interactions, seconds) => {
      const before = at(step)
      tally = {
        ...tally,
        [step]: { ...before, passed: before.passed + interactions, seconds: before.seconds + seconds },
      }
    },
    stopped: (step, reason, interactions) => {
      if (interactions === 0) return
      const before = at(step)
      const stopped = { ...before.stopped, [reason]: (before.stopped[reason] ?? 0) + interactions }
      tally = { ...tally, [step]: { ...before, stopped } }
    },
    tally: () => tally,
  }
}

/** This process's own count; a role's process reports it to the supervisor. */
export const count: Count = createCount()
