import { writeFileSync } from 'node:fs'

export const STAGES = 12
export const TOUCHPOINTS = 120

/** A map of 12 stages and 120 touchpoints, written as parcours/1 in JSON. */
export const writeBigMap = (file: string): void => {
  const each = <Item>(count: number, make: (index: number) => Item) =>
    Array.from({ length: count }, (_, at) => make(at))
  const map = {
    format: 'parcours/1',
    id: 'grande',
    title: { fr: 'Une grande carte', en: 'A large map' },
    perimeter: { entry: { event: 'Page Viewed' }, success: { event: 'Contract Signed' }, window: 'P365D' },
    channels: { web: { kind: 'digital' }, store: { kind: 'physical' }, phone: { kind: 'human' } },
    stages: each(STAGES, (at) => ({
      id: `stage-${at}`,
      phase: at < 4 ? 'before' : at < 8 ? 'during' : 'after',
      title: { fr: `Étape ${at + 1}`, en: `Stage ${at + 1}` },
      expected: 'P10D',
      max: 'P60D',
    })),
    touchpoints: each(TOUCHPOINTS, (at) => ({
      id: `point-${at}`,
      stage: `stage-${Math.floor((at * STAGES) / TOUCHPOINTS)}`,
      title: { fr: `Point de contact ${at + 1}`, en: `Touchpoint ${at + 1}` },
      kind: 'communication',
      initiator: 'customer',
      need: 'optional',
      channels: [['web', 'store', 'phone'][at % 3]],
      match: [{ event: [`Step ${at + 1}`] }],
    })),
  }
  writeFileSync(file, JSON.stringify(map))
}
