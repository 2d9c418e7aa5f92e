import type { Refusal, Words } from '../kernel/index.ts'

/** What the api itself says no to; the rooms' refusals pass through as they are. */
export const hostNotAllowed: Refusal = {
  code: 'host-not-allowed',
  what: { fr: 'Cette adresse n’est pas celle du serveur.', en: 'This address is not the server’s.' },
  remedy: {
    fr: 'Utilisez l’adresse que parcours start affiche.',
    en: 'Use the address that parcours start prints.',
  },
}

export const originNotAllowed: Refusal = {
  code: 'origin-not-allowed',
  what: { fr: 'La demande vient d’un autre site.', en: 'The request comes from another site.' },
  remedy: { fr: 'Agissez depuis les pages de Parcours.', en: 'Act from the pages of Parcours.' },
}

export const notSignedIn: Refusal = {
  code: 'not-signed-in',
  what: { fr: 'Vous n’êtes pas connecté.', en: 'You are not signed in.' },
  remedy: {
    fr: 'Ouvrez le lien affiché par parcours start, ou demandez-en un autre avec parcours link.',
    en: 'Open the link printed by parcours start, or ask for another with parcours link.',
  },
}

export const linkUsed: Refusal = {
  code: 'link-used',
  what: {
    fr: 'Ce lien a déjà servi, ou n’est plus valable.',
    en: 'This link has been used already, or is no longer valid.',
  },
  remedy: { fr: 'Demandez-en un autre avec parcours link.', en: 'Ask for another with parcours link.' },
}

export const notFound: Refusal = {
  code: 'not-found',
  what: { fr: 'Il n’y a rien à cette adresse.', en: 'There is nothing at this address.' },
  remedy: {
    fr: 'Partez de la page d’accueil, ou lisez /api/openapi.json.',
    en: 'Start from /, or read /api/openapi.json.',
  },
}

export const invalidRequest = ({ fr, en }: Words): Refusal => ({
  code: 'invalid-request',
  what: { fr: `La demande n’est pas valable : ${fr}.`, en: `The request is not valid: ${en}.` },
  remedy: { fr: 'Comparez-la à /api/openapi.json.', en: 'Compare it with /api/openapi.json.' },
})

/** In the largest unit that says it without a fraction. */
const size = (bytes: number): Words => {
  const [value, fr, en] = bytes >= 1 << 30 ? [30, 'Go', 'GB'] : bytes >= 1 << 20 ? [20, 'Mo', 'MB'] : [10, 'Ko', 'KB']
  const amount = String(Math.round((bytes / 2 ** Number(value)) * 10) / 10)
  return { fr: `${amount.replace('.', ',')} ${fr}`, en: `${amount} ${en}` }
}

export const tooLarge = (most: number): Refusal => ({
  code: 'too-large',
  what: {
    fr: `C’est plus que ce qui est accepté ici en une fois (${size(most).fr}).`,
    en: `This is more than is taken here at one time (${size(most).en}).`,
  },
  remedy: { fr: 'Envoyez-le en plusieurs parties.', en: 'Send it in several parts.' },
})

export const diskFull: Refusal = {
  code: 'disk-full',
  what: { fr: 'Le disque du serveur est plein.', en: 'The server’s disk is full.' },
  remedy: {
    fr: 'Faites de la place dans le dossier de données, puis recommencez.',
    en: 'Make room in the data folder, then try again.',
  },
}

export const engineUnavailable: Refusal = {
  code: 'engine-unavailable',
  what: { fr: 'Un moteur ne répond pas pour le moment.', en: 'An engine does not answer for now.' },
  remedy: {
    fr: 'Réessayez dans quelques secondes ; le superviseur relance ce qui s’arrête.',
    en: 'Try again in a few seconds; the supervisor restarts what stops.',
  },
}

export const bug: Refusal = {
  code: 'bug',
  what: { fr: 'Parcours a rencontré un défaut.', en: 'Parcours met a defect of its own.' },
  remedy: {
    fr: 'Le journal du processus api en dit plus ; signalez-le.',
    en: 'The journal of the api process says more; please report it.',
  },
}

export const keyInvalid: Refusal = {
  code: 'idempotency-key-invalid',
  what: {
    fr: 'L’en-tête Idempotency-Key doit avoir de 1 à 255 caractères ASCII visibles.',
    en: 'The Idempotency-Key header must have 1 to 255 visible ASCII characters.',
  },
  remedy: { fr: 'Prenez par exemple un UUID, nouveau pour chaque demande.', en: 'Take a UUID, new for each request.' },
}

export const keyReused: Refusal = {
  code: 'idempotency-key-reused',
  what: {
    fr: 'Cette clé Idempotency-Key a déjà servi pour une autre demande.',
    en: 'This Idempotency-Key has served for another request.',
  },
  remedy: {
    fr: 'Prenez une clé nouvelle pour chaque demande, et la même seulement pour la renvoyer.',
    en: 'Take a new key for each request, and the same one only to send it again.',
  },
}

export const keyInFlight: Refusal = {
  code: 'idempotency-key-in-flight',
  what: {
    fr: 'La même demande est encore en cours de traitement.',
    en: 'The same request is still being worked on.',
  },
  remedy: { fr: 'Renvoyez-la dans un instant avec la même clé.', en: 'Send it again in a moment with the same key.' },
}

/** To an outsider, who has no document to compare with and is told nothing of what was sent. */
export const invalidPublicRequest: Refusal = {
  code: 'invalid-request',
  what: { fr: 'Cette demande n’est pas valable.', en: 'This request is not valid.' },
  remedy: { fr: 'Rechargez la page, puis recommencez.', en: 'Load the page again, then try again.' },
}

export const tooMany: Refusal = {
  code: 'too-many-requests',
  what: { fr: 'Trop de demandes en peu de temps.', en: 'Too many requests in a short time.' },
  remedy: { fr: 'Attendez une minute, puis recommencez.', en: 'Wait a minute, then try again.' },
}
