import { DAY, type Instant } from '../kernel/index.ts'
import type { Followed } from './followed.ts'
import type { JourneyEvent, KeptPassage } from './passage-store.ts'
import { dueAt, type Passage, type Place, type Step, type Turn, walk } from './walk.ts'

/** What happened longer ago is history when it comes in: it is kept, and told to nobody. */
const NEWS = 7 * DAY

export interface Case {
  readonly key: string
  readonly named: boolean
  readonly person: string
}

const kept = (
  { map, rules }: Followed,
  { key, person }: Case,
  passages: readonly Passage[],
  last: Place,
): KeptPassage[] => {
  const common = { map: map.id, key, person, last: { at: last.at, rank: last.rank, seq: last.seq } }
  if (passages.length === 0) return [{ ...common, passage: null, stage: null, latest: true, due: null }]
  return passages.map((passage, i) => ({
    ...common,
    passage,
    stage: map.stages[passage.instance.stage]?.id ?? null,
    latest: i === passages.length - 1,
    due: dueAt(passage, rules),
  }))
}

const told = ({ map, revision }: Followed, person: string, turns: readonly Turn[], now: Instant): JourneyEvent[] =>
  turns.flatMap(({ kind, at, stage, cause }) => {
    if (at < now - NEWS) return []
    const stageId = map.stages[stage]?.id ?? null
    return [
      { id: `${map.id}:${kind}:${stageId ?? ''}:${cause}`, kind, at, map: map.id, revision, stage: stageId, person },
    ]
  })

/** Changes of one fold, gathered. */
export class Gathered {
  readonly passages: KeptPassage[] = []
  readonly told: JourneyEvent[] = []
  /** Of cases that nothing was known of. */
  readonly fresh: { readonly passages: KeptPassage[]; readonly told: JourneyEvent[] } = { passages: [], told: [] }

  get size(): number {
    return this.passages.length + this.fresh.passages.length
  }

  walked(
    followed: Followed,
    of: Case,
    before: Passage | 'nothing' | undefined,
    steps: readonly Step[],
    last: Place,
    now: Instant,
  ) {
    const known = before === 'nothing' ? undefined : before
    const { passages, turns } = walk(known, steps, followed.rules, { named: of.named, now })
    const into = before === 'nothing' ? this.fresh : this
    for (const passage of kept(followed, of, passages, last)) into.passages.push(passage)
    for (const turn of told(followed, of.person, turns, now)) into.told.push(turn)
  }
}
