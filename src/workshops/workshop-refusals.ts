import type { Refusal } from '../kernel/index.ts'

/** What workshops say no to. */
export const refusals = {
  unknown: {
    code: 'workshop-not-found',
    what: { fr: 'Aucun atelier n’est ouvert sous ce code.', en: 'No workshop is open under this code.' },
    remedy: {
      fr: 'Relisez le code affiché dans la salle : six lettres ou chiffres.',
      en: 'Read the code shown in the room again: six letters or digits.',
    },
  },
  closed: {
    code: 'workshop-closed',
    what: { fr: 'Cet atelier est terminé.', en: 'This workshop is over.' },
    remedy: { fr: 'Ses résultats sont dans la carte.', en: 'Its results are in the map.' },
  },
  stranger: {
    code: 'not-a-participant',
    what: { fr: 'Vous n’êtes pas dans cet atelier.', en: 'You are not in this workshop.' },
    remedy: { fr: 'Rejoignez-le avec son code.', en: 'Join it with its code.' },
  },
  notOpen: {
    code: 'question-not-open',
    what: { fr: 'Cette question n’est pas ouverte.', en: 'This question is not open.' },
    remedy: { fr: 'Attendez que l’animateur l’ouvre.', en: 'Wait until the facilitator opens it.' },
  },
  unreadable: {
    code: 'answer-unreadable',
    what: { fr: 'Cette réponse n’est pas complète.', en: 'This answer is not complete.' },
    remedy: { fr: 'Complétez-la, puis renvoyez-la.', en: 'Complete it, then send it again.' },
  },
  notSaid: {
    code: 'addition-not-found',
    what: {
      fr: 'La salle n’a rien proposé de tel, ou la carte n’a plus de place pour cela.',
      en: 'The room proposed no such thing, or the map has no place for it any more.',
    },
    remedy: { fr: 'Dévoilez la question, et choisissez une étape.', en: 'Reveal the question, and choose a stage.' },
  },
  full: {
    code: 'workshop-full',
    what: { fr: 'Cet atelier est complet.', en: 'This workshop is full.' },
    remedy: { fr: 'Répondez à plusieurs sur un même téléphone.', en: 'Answer together on one phone.' },
  },
} as const satisfies Record<string, Refusal>
