import type { Refusal } from '../kernel/index.ts'

export const untitled: Refusal = {
  code: 'view-untitled',
  what: { fr: 'Il manque un titre.', en: 'A title is missing.' },
  remedy: { fr: 'Écrivez au moins un mot.', en: 'Write at least a word.' },
}

export const viewUnknown: Refusal = {
  code: 'view-not-found',
  what: { fr: 'Cette vue enregistrée n’existe pas.', en: 'There is no such saved view.' },
  remedy: { fr: 'Choisissez-en une dans la liste.', en: 'Choose one from the list.' },
}

export const dashboardUnknown: Refusal = {
  code: 'dashboard-not-found',
  what: { fr: 'Ce tableau de bord n’existe pas.', en: 'There is no such dashboard.' },
  remedy: { fr: 'Choisissez-en un dans la liste.', en: 'Choose one from the list.' },
}
