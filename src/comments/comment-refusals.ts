import type { Refusal } from '../kernel/index.ts'

export const empty: Refusal = {
  code: 'comment-empty',
  what: { fr: 'Le commentaire est vide.', en: 'The comment is empty.' },
  remedy: { fr: 'Écrivez au moins un mot.', en: 'Write at least a word.' },
}

export const threadGone: Refusal = {
  code: 'thread-not-found',
  what: { fr: 'Cette discussion n’est pas dans cette carte.', en: 'This thread is not on this map.' },
  remedy: { fr: 'Rechargez les commentaires.', en: 'Load the comments again.' },
}

export const commentGone: Refusal = {
  code: 'comment-not-found',
  what: { fr: 'Ce commentaire a été supprimé.', en: 'This comment has been deleted.' },
  remedy: { fr: 'Rechargez les commentaires.', en: 'Load the comments again.' },
}

export const notOwn: Refusal = {
  code: 'comment-not-own',
  what: { fr: 'Ce commentaire porte un autre nom que le vôtre.', en: 'This comment bears another name than yours.' },
  remedy: { fr: 'Répondez-y, ou demandez à son auteur.', en: 'Reply to it, or ask its author.' },
}

export const mapUnknown = (id: string): Refusal => ({
  code: 'map-not-found',
  what: { fr: `Aucune carte « ${id} » n’est enregistrée.`, en: `No map "${id}" is stored.` },
  remedy: { fr: 'Partez de la liste des cartes.', en: 'Start from the list of maps.' },
})
