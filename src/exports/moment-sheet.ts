import { MOMENT_WORDS } from '../drawings/index.ts'
import { say, tell, type Words } from '../kernel/index.ts'
import type { Moment } from '../maps/index.ts'
import { momentWords } from '../moments/index.ts'
import type { Cell, Sheet, WorkbookInput } from './sheet.ts'

const ORIGINS: Readonly<Record<NonNullable<Moment['origin']>, Words>> = {
  workshop: { fr: 'atelier', en: 'workshop' },
  data: { fr: 'données', en: 'data' },
  rule: { fr: 'règle', en: 'rule' },
}
const STATUSES: Readonly<Record<NonNullable<Moment['status']>, Words>> = {
  proposed: { fr: 'proposé', en: 'proposed' },
  confirmed: { fr: 'confirmé', en: 'confirmed' },
  rejected: { fr: 'rejeté', en: 'rejected' },
}

/** The key moments: those that the map declares, then those that the data propose, each with its evidence in words. */
export const momentSheet = ({ map, moments = [], language }: WorkbookInput): Sheet => {
  const stage = (id: string) => tell(map.stages.find((one) => one.id === id)?.title, language) || id
  const declared = map.touchpoints.flatMap(({ title, stage: at, moments: own = [] }) =>
    own.map((moment): Cell[] => [
      say(MOMENT_WORDS[moment.kind], language),
      `${stage(at)} › ${tell(title, language)}`,
      moment.origin ? say(ORIGINS[moment.origin], language) : null,
      say(STATUSES[moment.status ?? 'confirmed'], language),
      tell(moment.title, language) || null,
    ]),
  )
  const noticed = moments.map((moment): Cell[] => {
    const { kind, place, sign, sentence } = momentWords(map, moment, language)
    return [kind, place, say(ORIGINS.data, language), say(STATUSES.proposed, language), `${sign} : ${sentence}`]
  })
  const headings: readonly Words[] = [
    { fr: 'Moment', en: 'Moment' },
    { fr: 'Où', en: 'Where' },
    { fr: 'Origine', en: 'Origin' },
    { fr: 'État', en: 'Status' },
    { fr: 'Preuve', en: 'Evidence' },
  ]
  return {
    name: say({ fr: 'Moments clés', en: 'Key moments' }, language),
    widths: [22, 44, 12, 12, 90],
    headings: 1,
    names: 1,
    rows: [headings.map((words) => say(words, language)), ...declared, ...noticed],
  }
}
