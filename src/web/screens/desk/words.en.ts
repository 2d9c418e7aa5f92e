import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'nav.desk': 'Type in',
  'desk.title': 'Type in an interaction',
  'desk.lead': 'What has just happened in the store or on the telephone, and no system will tell.',
  'desk.back': 'Choose another',
  'desk.channel': 'Channel',
  'desk.who': 'With which customer?',
  'desk.who.none': 'Empty if you do not know',
  'desk.by.loyalty': 'Card',
  'desk.by.phone': 'Telephone',
  'desk.by.email': 'E-mail',
  'desk.store': 'Store',
  'desk.adviser': 'Adviser',
  'desk.note': 'Note',
  'desk.save': 'Save',
  'desk.waiting': '{count} waiting to be sent',
  'desk.waiting.lead': 'Held on this device. Sending goes on by itself once the server answers.',
  'desk.kept': 'Kept ({count} since the page was opened)',
  'desk.refused': 'Refused: {title}',
  'desk.let-go': 'Give it up',
  'desk.none': 'Publish a map with touchpoints in a store, on the telephone or by post: they appear here.',
}
