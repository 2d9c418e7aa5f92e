import type { Refusal } from '../kernel/index.ts'

export const unnamed: Refusal = {
  code: 'segment-unnamed',
  what: { fr: 'Il manque un nom au segment.', en: 'The segment has no name.' },
  remedy: { fr: 'Écrivez de 1 à 80 lettres.', en: 'Write from 1 to 80 letters.' },
}

export const nobodyLeftOut: Refusal = {
  code: 'segment-of-everybody',
  what: { fr: 'Un segment sans condition est tout le monde.', en: 'A segment without a condition is everybody.' },
  remedy: {
    fr: 'Dites qui en est : store=lille, persona=senior.',
    en: 'Say who belongs: store=lille, persona=senior.',
  },
}

export const unknown = (name: string, known: readonly string[]): Refusal => ({
  code: 'segment-not-found',
  what: { fr: `Aucun segment ne s’appelle « ${name} ».`, en: `No segment is called "${name}".` },
  remedy: {
    fr: known.length === 0 ? 'Aucun n’est nommé encore.' : `Segments connus : ${known.join(', ')}.`,
    en: known.length === 0 ? 'None has been named yet.' : `Known segments: ${known.join(', ')}.`,
  },
})

export const taken = (name: string): Refusal => ({
  code: 'segment-name-taken',
  what: { fr: `« ${name} » désigne déjà d’autres personnes.`, en: `"${name}" means other people already.` },
  remedy: { fr: 'Choisissez un autre nom.', en: 'Choose another name.' },
})
