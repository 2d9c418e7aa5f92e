import { createHmac, timingSafeEqual } from 'node:crypto'

/** The request header that carries a statement's signature. */
export const SIGNATURE_HEADER = 'x-parcours-signature'

/** Signs the exact text of a statement with the folder's secret: the engine runs nothing that this project did not write. */
export const signStatement = (secret: string, statement: string): string =>
  createHmac('sha256', secret).update(statement).digest('base64url')

export const isSigned = (secret: string, statement: string, signature: string | undefined): boolean => {
  const expected = Buffer.from(signStatement(secret, statement))
  const given = Buffer.from(signature ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
