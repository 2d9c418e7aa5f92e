import type { Refusal } from '../kernel/index.ts'
import type { Capability } from './may.ts'

const TO: Record<Capability, { readonly fr: string; readonly en: string }> = {
  'events.read': { fr: 'de lire les interactions', en: 'read interactions' },
  'events.import': { fr: 'd’importer', en: 'import' },
  'sources.read': { fr: 'de voir les sources', en: 'see sources' },
  'sources.write': { fr: 'de gérer les sources', en: 'manage sources' },
  'profiles.read': { fr: 'de voir des personnes', en: 'see people' },
  'profiles.steward': { fr: 'd’intervenir sur des profils', en: 'steward profiles' },
  'maps.read': { fr: 'de lire les cartes', en: 'read maps' },
  'maps.write': { fr: 'de modifier des cartes', en: 'change maps' },
  'maps.publish': { fr: 'de publier des cartes', en: 'publish maps' },
  'moments.decide': { fr: 'de trancher sur les moments clés', en: 'decide on key moments' },
  'notices.read': { fr: 'de lire les avis', en: 'read notices' },
  'notices.write': { fr: 'de régler les avis', en: 'set notices' },
  'comments.read': { fr: 'de lire les commentaires', en: 'read comments' },
  'comments.write': { fr: 'de commenter', en: 'comment' },
  'workshops.run': { fr: 'd’animer un atelier', en: 'run a workshop' },
  'shares.read': { fr: 'de voir les partages', en: 'see shares' },
  'shares.write': { fr: 'de partager', en: 'share' },
  'segments.read': { fr: 'de voir les segments', en: 'see segments' },
  'segments.write': { fr: 'de modifier des segments', en: 'change segments' },
  'views.read': { fr: 'de voir les vues', en: 'see views' },
  'views.write': { fr: 'de modifier des vues', en: 'change views' },
  'workspace.write': { fr: 'de régler l’espace', en: 'set the workspace up' },
  'engines.run': { fr: 'de commander les moteurs', en: 'run the engines' },
}

/** What whoever may not do a thing is answered, in every room alike (HTTP 403). */
export const notAllowed = (capability: Capability): Refusal<'not-allowed'> => ({
  code: 'not-allowed',
  what: {
    fr: `Vous n’avez pas le droit ${TO[capability].fr} dans cet espace.`,
    en: `You may not ${TO[capability].en} in this workspace.`,
  },
  remedy: { fr: 'Demandez-le à son propriétaire.', en: 'Ask its owner.' },
})
