import { unreachable, type Words } from '../kernel/index.ts'
import type { RejectReason } from './row-block.ts'

interface Reason {
  readonly what: Words
  readonly remedy: Words
}

const reason = (fr: string, en: string, frRemedy: string, enRemedy: string): Reason => ({
  what: { fr, en },
  remedy: { fr: frRemedy, en: enRemedy },
})

/** What is said of a rejected row, and what to do about it. */
export const reasonWords = (code: RejectReason): Reason => {
  switch (code) {
    case 'ragged-row':
      return reason(
        'la ligne n’a pas autant de cellules que l’en-tête',
        'the row has not as many cells as the header',
        'Mettez entre guillemets les cellules qui contiennent le séparateur, ou nommez-le par --delimiter.',
        'Quote the cells that hold the delimiter, or name it with --delimiter.',
      )
    case 'unclosed-quote':
      return reason(
        'un guillemet ouvert n’est pas bien fermé, ou pas avant 1 Mo',
        'an open quote is not closed as it should be, or not within 1 MB',
        'Doublez les guillemets à l’intérieur des cellules.',
        'Double the quotes inside cells.',
      )
    case 'line-too-long':
      return reason(
        'la ligne dépasse 1 Mo',
        'the line is longer than 1 MB',
        'Vérifiez les fins de ligne et le séparateur du fichier.',
        'Check the line ends and the delimiter of the file.',
      )
    case 'invalid-text':
      return reason(
        'le texte n’est pas de l’UTF-8 valide',
        'the text is not valid UTF-8',
        'Nommez l’encodage, par exemple --encoding windows-1252, ou exportez en UTF-8.',
        'Name the encoding, for example --encoding windows-1252, or export in UTF-8.',
      )
    case 'not-an-object':
      return reason(
        'la ligne n’est pas un objet JSON complet',
        'the line is not one whole JSON object',
        'Écrivez un objet par ligne (NDJSON).',
        'Write one object on each line (NDJSON).',
      )
    case 'too-deep':
      return reason(
        'l’objet en contient d’autres sur plus de 64 niveaux',
        'the object holds others more than 64 levels deep',
        'Vérifiez ce qui écrit le fichier, ou n’exportez que les champs utiles.',
        'Check what writes the file, or export only the fields that are of use.',
      )
    case 'cut-short':
      return reason(
        'la ligne est coupée par la fin abîmée du fichier',
        'the row is cut by the damaged end of the file',
        'Copiez ou exportez de nouveau le fichier, puis relancez l’import.',
        'Copy or export the file again, then import it again.',
      )
    case 'no-time':
      return reason(
        'la ligne n’a pas de date',
        'the row has no time',
        'Complétez la colonne de date.',
        'Fill in the column of times.',
      )
    case 'unreadable-time':
      return reason(
        'la date n’est pas comprise',
        'the time is not understood',
        'Donnez son format, par exemple --date-format "dd/MM/yyyy HH:mm".',
        'Give its format, for example --date-format "dd/MM/yyyy HH:mm".',
      )
    case 'no-such-date':
      return reason(
        'cette date n’existe pas',
        'this date does not exist',
        'Corrigez-la, ou donnez l’ordre du jour et du mois par --date-format dmy ou mdy.',
        'Correct it, or give the order of day and month with --date-format dmy or mdy.',
      )
    case 'ambiguous-date':
      return reason(
        'le jour et le mois se confondent',
        'the day and the month cannot be told apart',
        'Donnez leur ordre par --date-format dmy ou mdy.',
        'Give their order with --date-format dmy or mdy.',
      )
    case 'before-1990':
      return reason(
        'la date est antérieure à 1990',
        'the time is before 1990',
        'Si elle est juste, ajoutez --allow-dates.',
        'If it is right, add --allow-dates.',
      )
    case 'in-the-future':
      return reason(
        'la date est à plus d’un jour dans l’avenir',
        'the time is more than a day ahead',
        'Si elle est juste, ajoutez --allow-dates ; sinon vérifiez --zone et --date-format.',
        'If it is right, add --allow-dates; else check --zone and --date-format.',
      )
    case 'out-of-calendar':
      return reason(
        'la date sort du calendrier (de 1900 à 2299)',
        'the time is outside the calendar (1900 to 2299)',
        'Corrigez-la, ou vérifiez --date-format.',
        'Correct it, or check --date-format.',
      )
    case 'no-event':
      return reason(
        'la ligne ne dit pas ce qui s’est passé',
        'the row does not say what happened',
        'Complétez la colonne de l’événement.',
        'Fill in the column of events.',
      )
    case 'no-case':
      return reason(
        'la ligne n’a ni dossier ni personne',
        'the row has neither a case nor a person',
        'Complétez l’une des deux colonnes.',
        'Fill in one of the two columns.',
      )
    case 'no-id':
      return reason(
        'la ligne n’a pas d’identifiant',
        'the row has no id',
        'Complétez la colonne de --id, ou n’utilisez pas --id.',
        'Fill in the column of --id, or leave --id out.',
      )
    case 'unreadable-order':
      return reason(
        'l’ordre n’est pas un nombre',
        'the order is not a number',
        'Corrigez la colonne de --order.',
        'Correct the column of --order.',
      )
    case 'unreadable-count':
      return reason(
        'un nombre n’est pas compris',
        'a number is not understood',
        'Corrigez les colonnes de nombres.',
        'Correct the columns of numbers.',
      )
    default:
      return unreachable(code)
  }
}

const SCREEN_REMEDIES: Readonly<Partial<Record<RejectReason, Words>>> = {
  'ragged-row': {
    fr: 'Mettez entre guillemets les cellules qui contiennent le séparateur.',
    en: 'Quote the cells that hold the delimiter.',
  },
  'invalid-text': { fr: 'Exportez le fichier en UTF-8.', en: 'Export the file in UTF-8.' },
  'unreadable-time': {
    fr: 'Donnez le format des dates dans « Plus de réglages », par exemple dd/MM/yyyy HH:mm.',
    en: 'Give the format of dates under “More settings”, for example dd/MM/yyyy HH:mm.',
  },
  'no-such-date': {
    fr: 'Corrigez-la, ou changez l’ordre du jour et du mois.',
    en: 'Correct it, or change the order of day and month.',
  },
  'ambiguous-date': { fr: 'Dites l’ordre du jour et du mois.', en: 'Say the order of day and month.' },
  'before-1990': {
    fr: 'Si elle est juste, acceptez les dates lointaines dans « Plus de réglages ».',
    en: 'If it is right, accept distant dates under “More settings”.',
  },
  'in-the-future': {
    fr: 'Si elle est juste, acceptez les dates lointaines dans « Plus de réglages » ; sinon vérifiez le fuseau.',
    en: 'If it is right, accept distant dates under “More settings”; else check the time zone.',
  },
  'out-of-calendar': {
    fr: 'Corrigez-la, ou vérifiez le format des dates.',
    en: 'Correct it, or check the format of dates.',
  },
  'no-id': {
    fr: 'Complétez cette colonne, ou n’en nommez aucune.',
    en: 'Fill in that column, or name none.',
  },
  'unreadable-order': { fr: 'Corrigez la colonne de l’ordre.', en: 'Correct the column of the order.' },
}

/** What to do about a rejected row, for who imports from a screen: where the command would name an option. */
export const screenRemedy = (code: RejectReason): Words => SCREEN_REMEDIES[code] ?? reasonWords(code).remedy
