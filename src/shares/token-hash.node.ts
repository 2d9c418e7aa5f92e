import { createHash } from 'node:crypto'

/** What is kept of a token: it has 256 bits of chance, so one pass of SHA-256 gives nothing to guess from. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
