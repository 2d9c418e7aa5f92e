import type { Refusal } from '../kernel/index.ts'

export const draftUnchanged: Refusal = {
  code: 'draft-unchanged',
  what: { fr: 'Rien n’a changé depuis la dernière révision.', en: 'Nothing has changed since the last revision.' },
  remedy: { fr: 'Modifiez la carte, puis gardez une révision.', en: 'Change the map, then keep a revision.' },
}

export const draftBehind = (revision: number): Refusal => ({
  code: 'draft-behind',
  what: {
    fr: `Quelqu’un a enregistré la révision ${revision} pendant que vous modifiiez la carte.`,
    en: `Somebody stored revision ${revision} while you were editing the map.`,
  },
  remedy: {
    fr: 'Fusionnez-la dans vos changements : rien n’est perdu, vous choisissez là où les deux diffèrent.',
    en: 'Merge it into your changes: nothing is lost, and you choose where the two differ.',
  },
})

export const otherMap: Refusal = {
  code: 'draft-other-map',
  what: { fr: 'L’identifiant de la carte a changé.', en: 'The map’s identifier has changed.' },
  remedy: { fr: 'Rendez-lui le sien, ou faites une autre carte.', en: 'Give it its own back, or make another map.' },
}
