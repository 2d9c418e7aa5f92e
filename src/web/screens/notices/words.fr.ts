export const fr = {
  'notices.title': 'Notifications',
  'notices.bell': '{count, plural, one {Notifications, # non lue} other {Notifications, # non lues}}',
  'notices.unread.one': 'Non lue :',
  'notices.read.all': 'Tout marquer comme lu',
  'notices.none':
    'Rien de nouveau. Vous serez averti ici d’une mention, d’une réponse, d’une relecture demandée, d’une publication, d’un import terminé, d’un moment clé ou d’un point de rupture qui apparaît, d’une source devenue silencieuse.',
} as const
