import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'help.words': 'The words',
  'help.words.lead': 'What the words of Parcours mean, in English and in French.',
  'help.words.filter': 'Filter the words',
  'help.words.none': 'No word matches.',
  'help.words.collected': 'What is collected',
  'help.words.designed': 'The journey as designed',
  'help.words.lived': 'The journey as lived',
  'help.words.moments': 'The key moments',
  'help.words.numbers': 'The numbers',
  'help.words.together': 'Together',
  'help.meaning': 'What does “{word}” mean?',
  'help.meaning.of': 'What does this word mean?',
  'help.open': 'Help',
  'help.shortcuts': 'Keyboard shortcuts',
}
