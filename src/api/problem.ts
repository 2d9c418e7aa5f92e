import type { FastifyReply } from 'fastify'
import { type Language, languageOf, type Refusal, say } from '../kernel/index.ts'

/** HTTP status of each refusal; what is not listed is the caller's mistake (400). */
const STATUS: Readonly<Record<string, number>> = {
  'not-signed-in': 401,
  'link-used': 401,
  'origin-not-allowed': 403,
  'not-allowed': 403,
  'not-found': 404,
  'comment-not-own': 403,
  'map-not-found': 404,
  'profile-unknown': 404,
  'import-unknown': 404,
  'source-unknown': 404,
  'quarantine-gone': 404,
  'source-taken': 409,
  'still-stopped': 409,
  'map-exists': 409,
  'template-not-found': 404,
  'moment-not-found': 404,
  'thread-not-found': 404,
  'comment-not-found': 404,
  'revision-not-found': 404,
  'share-not-found': 404,
  'view-not-found': 404,
  'dashboard-not-found': 404,
  'segment-not-found': 404,
  'segment-name-taken': 409,
  'share-expired': 410,
  'share-revoked': 410,
  'workshop-not-found': 404,
  'workshop-closed': 410,
  'workshop-full': 409,
  'question-not-open': 409,
  'not-a-participant': 401,
  'too-many-requests': 429,
  'method-not-allowed': 405,
  'map-conflict': 409,
  'profile-already-one': 409,
  'profile-held-apart': 409,
  'upload-elsewhere': 409,
  'upload-not-whole': 409,
  'import-begun': 409,
  'draft-behind': 409,
  'draft-unchanged': 409,
  'draft-other-map': 409,
  'not-a-draft': 409,
  'nothing-to-restore': 409,
  'idempotency-key-in-flight': 409,
  'too-large': 413,
  'host-not-allowed': 421,
  'idempotency-key-reused': 422,
  'engine-unavailable': 503,
  'analysis-ended': 503,
  'more-than-memory': 413,
  'disk-full': 507,
  bug: 500,
}

export const statusOf = (code: string): number => STATUS[code] ?? 400

/** The first language that the caller asks for and that we write: `Accept-Language: de, fr;q=0.8` reads French. */
export const callerLanguage = (header: string | undefined, asked?: string): Language => {
  if (asked) return languageOf(asked, undefined)
  const wanted = (header ?? '')
    .split(',')
    .map((part, position) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean)
      return { language: tag.toLowerCase().slice(0, 2), quality: quality ? Number(quality) : 1, position }
    })
    .filter(({ language, quality }) => (language === 'fr' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality || a.position - b.position)
  return languageOf(wanted[0]?.language, undefined)
}

/** A refusal as `application/problem+json` (RFC 9457): `code` for programs, the words for people. */
export const problemOf = (refusal: Refusal, language: Language) => ({
  type: `urn:parcours:problem:${refusal.code}`,
  title: say(refusal.what, language),
  detail: say(refusal.remedy, language),
  status: statusOf(refusal.code),
  code: refusal.code,
})

export const sendProblem = (reply: FastifyReply, refusal: Refusal, language: Language) =>
  reply
    .code(statusOf(refusal.code))
    .type('application/problem+json; charset=utf-8')
    .header('content-language', language)
    .send(problemOf(refusal, language))
