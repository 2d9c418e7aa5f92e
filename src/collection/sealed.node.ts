import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto'
import { folderSecret } from '../server/secret.ts'

/** A secret that must be known again, and not only compared, is kept sealed: the data folder opens it, a copy of the database does not. */
export type Seal = (secret: string) => string
/** Undefined where it was sealed by another folder, or changed since. */
export type Unseal = (sealed: string) => string | undefined

const [NONCE, TAG] = [12, 16]

/** Seals with AES-256-GCM, by a key of the data folder (`secrets/sealing`, 0600). */
export const openSeal = async (dataFolder: string): Promise<{ readonly seal: Seal; readonly unseal: Unseal }> => {
  const key = hash('sha256', await folderSecret(dataFolder, 'sealing'), 'buffer')
  return {
    seal: (secret) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    unseal: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < NONCE + TAG) return undefined
      const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
      opener.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
      try {
        return Buffer.concat([opener.update(bytes.subarray(NONCE + TAG)), opener.final()]).toString()
      } catch {
        return undefined
      }
    },
  }
}
