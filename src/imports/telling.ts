import type { Words } from '../kernel/index.ts'
import type { FileAccount } from './account.ts'
import { type Mapping, ROLES, type Role } from './mapping.ts'
import { reasonWords } from './reasons.ts'
import { ROLE_WORDS } from './resolve.ts'

const bare = (words: string) => words.replace(/ \(--\w+\)$/, '')
const shell = (text: string) => (/^[\w:.@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)

/** The options that make a mapping exact. */
const optionsOf = (mapping: Mapping): string =>
  ROLES.flatMap((role) => {
    const column = mapping.columns[role]
    return column === undefined ? [] : [`--${role} ${shell(column)}`]
  }).join(' ')

const line = (role: Role, mapping: Mapping, language: 'fr' | 'en'): string => {
  const column = mapping.columns[role]
  const shown = column === undefined ? `= ${mapping.values[role]}` : column
  const how = mapping.guessed.has(role) ? (language === 'fr' ? '  (deviné)' : '  (guessed)') : ''
  return `  ${bare(ROLE_WORDS[role][language])}: ${shown}${how}`
}

/** What a file is taken for, and how to say it exactly where some of it was guessed. */
export const tellMapping = (
  file: string,
  described: string,
  mapping: Mapping,
  properties: readonly string[],
): Words => {
  const roles = ROLES.filter((role) => role in mapping.columns || role in mapping.values)
  const lines = (language: 'fr' | 'en') => roles.map((role) => line(role, mapping, language)).join('\n')
  const kept = properties.length > 12 ? [...properties.slice(0, 12), '…'] : properties
  const exact = mapping.guessed.size > 0 ? optionsOf(mapping) : undefined
  const none = mapping.columns.case === undefined && mapping.values.case === undefined
  return {
    fr: [
      `${file} : ${described}`,
      lines('fr'),
      ...(kept.length > 0 ? [`  propriétés : ${kept.join(', ')}`] : []),
      ...(none ? ['  aucun dossier : « log » groupera par personne et par session de 30 minutes.'] : []),
      ...(exact ? [`  Pour le dire exactement : ${exact}`] : []),
    ].join('\n'),
    en: [
      `${file}: ${described}`,
      lines('en'),
      ...(kept.length > 0 ? [`  properties: ${kept.join(', ')}`] : []),
      ...(none ? ['  no case: "log" will group by person and 30-minute session.'] : []),
      ...(exact ? [`  To make this exact: ${exact}`] : []),
    ].join('\n'),
  }
}

/** What a file of counts is taken for. */
export const tellCounts = (
  file: string,
  described: string,
  columns: Readonly<Record<string, string>>,
  rest: readonly string[],
): Words => {
  const lines = Object.entries(columns).map(([role, column]) => `  ${role}: ${column}`)
  return {
    fr: [
      `${file} : ${described}, comptages sans personnes`,
      ...lines,
      ...(rest.length > 0 ? [`  laissées : ${rest.join(', ')}`] : []),
    ].join('\n'),
    en: [
      `${file}: ${described}, counts without persons`,
      ...lines,
      ...(rest.length > 0 ? [`  left out: ${rest.join(', ')}`] : []),
    ].join('\n'),
  }
}

const count = (value: number, language: 'fr' | 'en') => value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-US')

/** Why rows were rejected: each reason once, with its first line and what to do. */
const rejections = (account: FileAccount, language: 'fr' | 'en'): string[] =>
  account.rejections.flatMap(({ reason, rows, firstLine }) => {
    const words = reasonWords(reason)
    const many = rows > 1 ? ` (${count(rows, language)} ${language === 'fr' ? 'lignes' : 'rows'})` : ''
    return [`${account.file}:${firstLine}: ${words.what[language]}${many} [${reason}]`, `  → ${words.remedy[language]}`]
  })

/** What became of a file's rows. */
export const tellAccount = (account: FileAccount): Words => {
  const { file, read, kept, duplicates, rejected, filtered, zone } = account
  const nothingNew = kept === 0 && duplicates > 0
  return {
    fr: [
      ...rejections(account, 'fr'),
      `${file} : ${count(read, 'fr')} lues, ${count(kept, 'fr')} gardées, ${count(duplicates, 'fr')} déjà connues, ${count(rejected, 'fr')} rejetées${filtered > 0 ? `, ${count(filtered, 'fr')} écartées par --where` : ''}`,
      ...(zone.repeatedHours + zone.skippedHours > 0
        ? [
            `  changements d’heure (${zone.name}) : heures répétées, lues comme la première : ${count(zone.repeatedHours, 'fr')} ; heures inexistantes, avancées : ${count(zone.skippedHours, 'fr')}`,
          ]
        : []),
      ...(account.resumedAfter > 0 ? [`  reprise après ${count(account.resumedAfter, 'fr')} lignes`] : []),
      ...(nothingNew
        ? ['  Ces lignes étaient déjà gardées sous ce --source ; une autre correspondance demande un autre --source.']
        : []),
      ...(account.rejectedFile ? [`  lignes rejetées : ${account.rejectedFile}`] : []),
    ].join('\n'),
    en: [
      ...rejections(account, 'en'),
      `${file}: ${count(read, 'en')} read, ${count(kept, 'en')} kept, ${count(duplicates, 'en')} known already, ${count(rejected, 'en')} rejected${filtered > 0 ? `, ${count(filtered, 'en')} left out by --where` : ''}`,
      ...(zone.repeatedHours + zone.skippedHours > 0
        ? [
            `  clock changes (${zone.name}): repeated hours, read as the first: ${count(zone.repeatedHours, 'en')}; skipped hours, moved forward: ${count(zone.skippedHours, 'en')}`,
          ]
        : []),
      ...(account.resumedAfter > 0 ? [`  resumed after ${count(account.resumedAfter, 'en')} rows`] : []),
      ...(nothingNew
        ? ['  These rows were kept already under this --source; another mapping needs another --source.']
        : []),
      ...(account.rejectedFile ? [`  rejected rows: ${account.rejectedFile}`] : []),
    ].join('\n'),
  }
}
