import { type Language, say } from '../kernel/index.ts'
import type { Role } from './normalise.ts'

export interface MatchAnswer {
  readonly records: number
  readonly columns: readonly { readonly name: string; readonly role: Role }[]
  readonly rules: readonly { readonly name: string; readonly pairs: number }[]
  readonly compared: number
  readonly oneToOne: boolean
  readonly pairs: number
  readonly clusters: number
}

const ROLE_WORDS: Readonly<Record<Role, { readonly fr: string; readonly en: string }>> = {
  'given-name': { fr: 'prénom', en: 'given name' },
  surname: { fr: 'nom', en: 'surname' },
  'full-name': { fr: 'nom complet', en: 'full name' },
  'birth-date': { fr: 'date de naissance', en: 'birth date' },
  email: { fr: 'courriel', en: 'e-mail' },
  phone: { fr: 'téléphone', en: 'telephone' },
  address: { fr: 'adresse', en: 'address' },
  'street-number': { fr: 'numéro de voie', en: 'street number' },
  city: { fr: 'ville', en: 'city' },
  postcode: { fr: 'code postal', en: 'postcode' },
  region: { fr: 'région', en: 'region' },
  number: { fr: 'identifiant', en: 'identifier' },
  text: { fr: 'texte', en: 'text' },
}

/** What was compared and found, for a person to read. */
export const matchText = (answer: MatchAnswer, language: Language): string => {
  const number = (value: number) => value.toLocaleString(language)
  const t = (fr: string, en: string) => say({ fr, en }, language)
  const width = Math.max(...answer.columns.map(({ name }) => name.length))
  const persons = `${number(answer.clusters)} ${t('personnes', 'persons')}`
  return [
    t('Colonnes comparées (rendues exactes par --mapping) :', 'Columns compared (made exact by --mapping):'),
    ...answer.columns.map(({ name, role }) => `  ${name.padEnd(width)}  ${say(ROLE_WORDS[role], language)}`),
    t('Ce qui amène deux enregistrements à être comparés :', 'What brings two records together:'),
    ...answer.rules.map(({ name, pairs }) => `  ${name}  (${number(pairs)} ${t('paires', 'pairs')})`),
    '',
    `${number(answer.records)} ${t('enregistrements', 'records')} → ${persons}, ${number(answer.pairs)} ${t('paires', 'pairs')}`,
    ...(answer.oneToOne
      ? [t('Chaque enregistrement est lié au plus une fois.', 'Each record is linked at most once.')]
      : []),
  ].join('\n')
}
