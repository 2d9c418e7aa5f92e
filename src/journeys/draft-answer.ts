import type { Draft } from './draft.ts'

/** The answer of `parcours map draft --json`; `text` is the map in YAML, `file` where it was written. */
export const draftAnswer = ({ map, cases, facts, leftOff }: Draft, text: string, file: string | undefined) => ({
  id: map.id,
  cases,
  stages: map.stages.length,
  touchpoints: facts.size,
  leftOff: leftOff.map(({ activity, cases: n }) => ({ event: activity, cases: n })),
  file: file ?? null,
  text,
})
