import { type Language, say } from '../kernel/index.ts'
import type { Expected } from './expectation.ts'
import type { Role } from './normalise.ts'
import type { Agreement, Waterfall } from './waterfall.ts'

export interface MatchAnswer {
  readonly records: number
  readonly columns: readonly { readonly name: string; readonly role: Role }[]
  readonly rules: readonly {
    readonly name: string
    readonly pairs: number
    /** The share of true pairs that it is expected to bring together, alone and with those before it. */
    readonly alone: number
    readonly together: number
  }[]
  readonly compared: number
  readonly oneToOne: boolean
  readonly pairs: number
  readonly clusters: number
  readonly expected: Expected
  readonly thresholds: readonly Expected[]
}

export const ROLE_WORDS: Readonly<Record<Role, { readonly fr: string; readonly en: string }>> = {
  'given-name': { fr: 'prénom', en: 'given name' },
  surname: { fr: 'nom', en: 'surname' },
  'full-name': { fr: 'nom complet', en: 'full name' },
  'birth-date': { fr: 'date de naissance', en: 'birth date' },
  gender: { fr: 'civilité', en: 'gender' },
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
  const share = (value: number) => value.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 })
  const t = (fr: string, en: string) => say({ fr, en }, language)
  const width = Math.max(...answer.columns.map(({ name }) => name.length))
  const persons = `${number(answer.clusters)} ${t('personnes', 'persons')}`
  return [
    t('Colonnes comparées (rendues exactes par --mapping) :', 'Columns compared (made exact by --mapping):'),
    ...answer.columns.map(({ name, role }) => `  ${name.padEnd(width)}  ${say(ROLE_WORDS[role], language)}`),
    t(
      'Ce qui amène deux enregistrements à être comparés, et la part attendue des vrais doublons, seul puis avec ce qui précède :',
      'What brings two records together, and the share of true pairs expected of it, alone, then with those before it:',
    ),
    ...answer.rules.map(
      ({ name, pairs, alone, together }) =>
        `  ${name}  (${number(pairs)} ${t('paires', 'pairs')}; ${share(alone)}; ${share(together)})`,
    ),
    t(
      'Ce à quoi s’attendre, selon le seuil (estimé sans vérité connue) :',
      'What to expect, by threshold (estimated, no truth known):',
    ),
    ...answer.thresholds.map(
      ({ threshold, pairs, precision, recall }) =>
        `  ${threshold.toLocaleString(language)}  ${number(pairs)} ${t('paires', 'pairs')}, ${t('précision', 'precision')} ${share(precision)}, ${t('rappel', 'recall')} ${share(recall)}`,
    ),
    '',
    `${number(answer.records)} ${t('enregistrements', 'records')} → ${persons}, ${number(answer.pairs)} ${t('paires', 'pairs')} (${t('précision attendue', 'expected precision')} ${share(answer.expected.precision)}, ${t('rappel', 'recall')} ${share(answer.expected.recall)})`,
    ...(answer.oneToOne
      ? [t('Chaque enregistrement est lié au plus une fois.', 'Each record is linked at most once.')]
      : []),
  ].join('\n')
}

export const AGREEMENT_WORDS: Readonly<Record<Agreement, { readonly fr: string; readonly en: string }>> = {
  same: { fr: 'identique', en: 'the same' },
  near: { fr: 'presque identique', en: 'nearly the same' },
  alike: { fr: 'ressemblant', en: 'alike' },
  crossed: { fr: 'prénom et nom inversés', en: 'names exchanged' },
  far: { fr: 'lointain', en: 'far' },
  different: { fr: 'différent', en: 'different' },
  missing: { fr: 'manquant', en: 'missing' },
}

const BAR = 1.5

/** A pair comparison by comparison: each line doubles the odds so many times, or halves them. */
export const waterfallText = (
  { prior, steps, homes, posterior, probability }: Waterfall,
  language: Language,
): string => {
  const t = (fr: string, en: string) => say({ fr, en }, language)
  const bits = (value: number) =>
    value.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'always' })
  const rows = [
    { label: t('avant de regarder', 'before looking'), told: '', weight: prior },
    ...steps.map(({ name, a, b, agreement, weight }) => ({
      label: name,
      told: `${say(AGREEMENT_WORDS[agreement], language)}${agreement === 'missing' ? '' : a === b ? ` « ${a} »` : ` « ${a} » / « ${b} »`}`,
      weight,
    })),
    {
      label: t('même foyer ?', 'same home?'),
      told: t('deux proches se ressembleraient aussi', 'two people of one home would agree as well'),
      weight: homes,
    },
    {
      label: t('en tout', 'in all'),
      told: `${t('probabilité', 'probability')} ${probability.toLocaleString(language, { maximumFractionDigits: 4 })}`,
      weight: posterior,
    },
  ]
  const width = Math.max(...rows.map(({ label }) => label.length))
  const told = Math.max(...rows.map((row) => row.told.length))
  return rows
    .map(({ label, told: words, weight }) => {
      const bar = (weight < 0 ? '−' : '+').repeat(Math.min(40, Math.round(Math.abs(weight) / BAR)))
      return `  ${label.padEnd(width)}  ${words.padEnd(told)}  ${bits(weight).padStart(6)}  ${bar}`.trimEnd()
    })
    .join('\n')
}

/** How many records of a file are somebody who is known. */
export const againstText = (
  { records, sure, doubtful, unknown }: { records: number; sure: number; doubtful: number; unknown: number },
  language: Language,
): string => {
  const number = (value: number) => value.toLocaleString(language)
  return say(
    {
      fr: `${number(records)} enregistrements : ${number(sure)} sont sûrement un profil connu, ${number(doubtful)} peut-être, ${number(unknown)} ne ressemblent à personne.`,
      en: `${number(records)} records: ${number(sure)} are surely a known profile, ${number(doubtful)} perhaps, ${number(unknown)} are like nobody.`,
    },
    language,
  )
}
