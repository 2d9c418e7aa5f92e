import { createHmac } from 'node:crypto'

/** Signs that are not taken for one another when read from a wall: neither 0 nor O, neither 1 nor I nor L. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * Codes of six signs (31 to the sixth: 887 million), worked out with a secret of the data folder from the workshop's id: shown again
 * after a restart, kept nowhere. What finds a workshop by its code is made with the secret, too: from a plain hash of so
 * short a code, the code could be guessed.
 */
export const workshopCodes = (secret: string) => {
  const digest = (text: string) => createHmac('sha256', secret).update(text).digest()
  return {
    codeOf: (workshop: string, turn: number): string =>
      [...digest(`code ${turn} ${workshop}`).subarray(0, 6)].map((byte) => SIGNS[byte % SIGNS.length] ?? '').join(''),
    codeHash: (code: string): string => digest(`find ${code}`).toString('hex'),
  }
}
