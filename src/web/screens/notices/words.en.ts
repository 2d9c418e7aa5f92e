import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'notices.title': 'Notifications',
  'notices.bell': '{count, plural, one {Notifications, # unread} other {Notifications, # unread}}',
  'notices.unread.one': 'Unread:',
  'notices.read.all': 'Mark all as read',
  'notices.none':
    'Nothing new. You will be told here of a mention, a reply, a review asked for, a publication, an import that ended, a key moment or a breaking point that appears, a source gone silent.',
}
