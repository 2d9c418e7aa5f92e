import { Document, isMap, isSeq, type Node } from 'yaml'
import { type Language, say, type Words } from '../kernel/index.ts'
import type { Draft } from './draft.ts'

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

const heading = ({ map, cases, leftOff, facts }: Draft, source: string): Words => {
  const off = leftOff.slice(0, 12)
  const listed = off.map(({ activity, cases: n }) => `   ${JSON.stringify(activity)} (${n})`).join('\n')
  const more = leftOff.length > off.length ? '\n   …' : ''
  return {
    fr: ` Proposition de carte, tirée de ${cases} parcours de « ${source} » (${facts.size} activités sur ${facts.size + leftOff.length}).
 C'est ce qui s'est passé, pas encore ce que l'on veut : nommez les étapes, vérifiez entrée, réussite et délais.
 Délais : expected = médiane ; max et timeout = deux fois le 90e centile (max : au moins le 99e), arrondis. Vérifiez avec « parcours map check ».${
   leftOff.length === 0 ? '' : `\n Laissées de côté, car trop rares :\n${listed}${more}`
 }${map.perimeter?.success ? '\n La réussite est la fin la plus fréquente : à confirmer.' : '\n Aucune fin ne domine : dites ce qui est une réussite (perimeter.success).'}`,
    en: ` A proposed map, drafted from ${cases} journeys of "${source}" (${facts.size} of ${facts.size + leftOff.length} activities).
 It is what happened, not yet what is wanted: name the stages, check entry, success and times.
 Times: expected = median; max and timeout = twice the 90th percentile (max: at least the 99th), rounded. Verify with "parcours map check".${
   leftOff.length === 0 ? '' : `\n Left off, too rare:\n${listed}${more}`
 }${map.perimeter?.success ? '\n Success is the commonest end: to be confirmed.' : '\n No end prevails: say what success is (perimeter.success).'}`,
  }
}

const remarkOn = ({ facts, cases }: Draft, id: string): Words | undefined => {
  const found = facts.get(id)
  if (!found) return undefined
  const share = percent(found.cases / cases)
  const position = Math.round(found.position * 100) / 100
  return {
    fr: ` ${found.cases} parcours sur ${cases} (${share.replace('.', ',')}), répété dans ${found.repeated} ; place moyenne ${String(position).replace('.', ',')}`,
    en: ` ${found.cases} of ${cases} journeys (${share}), repeated in ${found.repeated}; mean position ${position}`,
  }
}

/** YAML comments are one line each: a name with line breaks must not end one. */
const comment = (text: string): string => text.replace(/\r/g, ' ').replace(/[^\n\P{Cc}]/gu, ' ')

const inFlow = (node: unknown): void => {
  if (isMap(node) || isSeq(node)) node.flow = true
}

/** A draft as YAML, with comments that say what each part was drafted from. */
export const draftYaml = (draft: Draft, source: string, language: Language): string => {
  const document = new Document(draft.map)
  document.commentBefore = comment(say(heading(draft, source), language))
  const at = (...path: (string | number)[]): unknown => document.getIn(path, true)
  for (const path of [
    ['perimeter', 'entry'],
    ['perimeter', 'success'],
  ])
    inFlow(at(...path))
  for (const name of Object.keys(draft.map.channels ?? {})) inFlow(at('channels', name))
  draft.map.stages.forEach((_, index) => {
    inFlow(at('stages', index))
  })
  draft.map.transitions?.forEach((_, index) => {
    inFlow(at('transitions', index))
  })
  draft.map.touchpoints.forEach(({ id }, index) => {
    const node = at('touchpoints', index) as Node
    const remark = remarkOn(draft, id)
    if (remark) node.commentBefore = comment(say(remark, language))
    for (const key of ['channels', 'match', 'experience']) inFlow(at('touchpoints', index, key))
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}
