import type { Refusal } from '../kernel/index.ts'
import type { Role } from './normalise.ts'
import { MOST_RECORDS } from './records.ts'

const list = (names: readonly string[]) => names.map((name) => `« ${name} »`).join(', ')
const listed = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')

/** A column that a file does not have; its own columns are named. */
export const unknownColumn = (file: string, column: string, columns: readonly string[]): Refusal => ({
  code: 'unknown-column',
  what: { fr: `Ce fichier n’a pas de colonne « ${column} ».`, en: `This file has no column "${column}".` },
  remedy: { fr: `Ses colonnes : ${list(columns)}.`, en: `Its columns: ${listed(columns)}.` },
  at: { file, line: 1 },
})

export const nothingToCompare = (file: string): Refusal => ({
  code: 'nothing-to-compare',
  what: {
    fr: 'Aucune colonne n’a été reconnue comme un nom, une date, une adresse ou un identifiant.',
    en: 'No column was recognised as a name, a date, an address or an identifier.',
  },
  remedy: {
    fr: 'Dites ce que contiennent les colonnes avec --mapping FICHIER, par exemple « nom: surname ».',
    en: 'Say what the columns hold with --mapping FILE, for instance "nom: surname".',
  },
  at: { file },
})

export const tooManyRecords: Refusal = {
  code: 'too-many-records',
  what: {
    fr: `Plus de ${MOST_RECORDS.toLocaleString('fr')} enregistrements.`,
    en: `More than ${MOST_RECORDS.toLocaleString('en')} records.`,
  },
  remedy: {
    fr: 'Rapprochez les fichiers par parties, par exemple par département.',
    en: 'Match the files in parts, for instance by region.',
  },
}

export const unknownRole = (file: string, column: string, role: string, roles: readonly Role[]): Refusal => ({
  code: 'unknown-role',
  what: {
    fr: `« ${role} » n’est pas un contenu connu pour la colonne « ${column} ».`,
    en: `"${role}" is not a known content for the column "${column}".`,
  },
  remedy: { fr: `Contenus connus : ${list(roles)}.`, en: `Known contents: ${listed(roles)}.` },
  at: { file },
})

/** A rule of the mapping that is made of a part that no column has. */
export const unknownRule = (file: string, rule: string, parts: readonly string[]): Refusal => ({
  code: 'unknown-rule',
  what: { fr: `La règle « ${rule} » ne se lit pas.`, en: `The rule "${rule}" cannot be read.` },
  remedy: { fr: `Écrivez « a + b », avec : ${list(parts)}.`, en: `Write "a + b", of: ${listed(parts)}.` },
  at: { file },
})

/** An id that no record bears. */
export const unknownRecord = (id: string): Refusal => ({
  code: 'unknown-record',
  what: { fr: `Aucun enregistrement ne s’appelle « ${id} ».`, en: `No record is named "${id}".` },
  remedy: { fr: 'Donnez deux valeurs de la colonne --id.', en: 'Give two values of the --id column.' },
})

export const noSuchLikeness: Refusal = {
  code: 'not-found',
  what: { fr: 'Ce rapprochement n’existe pas.', en: 'This match does not exist.' },
  remedy: { fr: 'Revenez à la liste des rapprochements.', en: 'Go back to the list of matches.' },
}

export const noSuchThreshold = (thresholds: readonly number[]): Refusal => ({
  code: 'threshold-unknown',
  what: { fr: 'Ce seuil ne se choisit pas.', en: 'This threshold cannot be chosen.' },
  remedy: {
    fr: `Choisissez parmi : ${list(thresholds.map(String))}.`,
    en: `Choose among: ${listed(thresholds.map(String))}.`,
  },
})

export const noModelYet = (fewest: number): Refusal => ({
  code: 'nothing-to-compare',
  what: {
    fr: `Il faut au moins ${fewest} clients dont on sache le nom et deux autres choses pour apprendre à les reconnaître.`,
    en: `At least ${fewest} people with a name and two other things are needed to learn how to recognise them.`,
  },
  remedy: {
    fr: 'Importez des clients, ou rapprochez deux fichiers avec « parcours match FICHIER AUTRE ».',
    en: 'Import people, or match two files with "parcours match FILE OTHER".',
  },
})
