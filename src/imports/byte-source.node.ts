import { hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { type Refusal, Refused } from '../kernel/index.ts'
import { inflate } from './inflate.node.ts'

const CHUNK = 1 << 19

/** A file's bytes, inflated where it is a gzip, with what is needed to show progress and to name damage. */
export interface ByteSource {
  readonly file: string
  readonly size: number
  readonly modified: number
  readonly gzip: boolean
  /** The first bytes (inflated), up to 256 KiB, and whether they are all there is. */
  readonly head: Buffer
  readonly headIsAll: boolean
  /** Bytes of the file itself read so far. */
  consumed: number
  /** Set once `chunks` has met damage: what came before it has been given. */
  damage: Refusal | undefined
  /** The text's bytes from an offset (of inflated bytes). One reading at a time. */
  chunks(from?: number): AsyncGenerator<Buffer>
  close(): Promise<void>
}

const HEAD = 1 << 18

const unreadable = (file: string, problem: unknown): Refused => {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : 'unknown'
  if (code === 'ENOENT')
    return new Refused({
      code: 'no-such-file',
      what: { fr: 'Ce fichier n’existe pas.', en: 'There is no such file.' },
      remedy: { fr: 'Vérifiez le chemin du fichier.', en: 'Check the path of the file.' },
      at: { file },
    })
  return new Refused({
    code: 'unreadable-file',
    what: { fr: `Ce fichier ne peut pas être lu (${code}).`, en: `This file cannot be read (${code}).` },
    remedy: { fr: 'Vérifiez ses droits et son disque.', en: 'Check its permissions and its disk.' },
    at: { file },
  })
}

const damaged = (file: string, problem: unknown): Refusal => {
  const short = problem instanceof Error && 'code' in problem && problem.code === 'Z_BUF_ERROR'
  return {
    code: 'damaged-gzip',
    what: short
      ? { fr: 'Ce gzip est tronqué : sa fin manque.', en: 'This gzip is truncated: its end is missing.' }
      : { fr: 'Ce gzip est abîmé : la suite est illisible.', en: 'This gzip is damaged: what follows cannot be read.' },
    remedy: {
      fr: 'Les lignes complètes qui précèdent sont gardées. Copiez ou exportez de nouveau le fichier, puis relancez l’import : rien ne sera compté deux fois.',
      en: 'The complete rows before it are kept. Copy or export the file again, then import it again: nothing is counted twice.',
    },
    at: { file },
  }
}

/** One buffer serves every chunk: whoever reads one is done with it, or has copied it, before asking for the next. */
async function* plainChunks(handle: FileHandle, from: number, read: (at: number) => void): AsyncGenerator<Buffer> {
  let at = from
  const chunk = Buffer.allocUnsafeSlow(CHUNK)
  for (;;) {
    const { bytesRead } = await handle.read(chunk, 0, CHUNK, at)
    if (bytesRead === 0) return
    at += bytesRead
    read(at)
    yield chunk.subarray(0, bytesRead)
  }
}

/** Drops the first `skip` bytes of a run of pieces. */
export async function* after(pieces: AsyncIterable<Buffer>, skip: number): AsyncGenerator<Buffer> {
  let left = skip
  for await (const piece of pieces) {
    if (left >= piece.length) left -= piece.length
    else {
      yield left > 0 ? piece.subarray(left) : piece
      left = 0
    }
  }
}

const headOf = async (handle: FileHandle, gzip: boolean): Promise<{ head: Buffer; headIsAll: boolean }> => {
  const pieces: Buffer[] = []
  let length = 0
  const plain = () => plainChunks(handle, 0, () => {})
  const chunks = gzip ? inflate(plain, () => {}) : plain()
  for await (const piece of chunks) {
    pieces.push(Buffer.from(piece))
    length += piece.length
    if (length > HEAD) break
  }
  return { head: Buffer.concat(pieces).subarray(0, HEAD), headIsAll: length <= HEAD }
}

/** Opens a file of rows; refuses a folder, an absent or an empty file. */
export const openBytes = async (file: string): Promise<ByteSource> => {
  let handle: FileHandle
  try {
    handle = await open(file, 'r')
  } catch (problem) {
    throw unreadable(file, problem)
  }
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw notAFile(file)
    const magic = Buffer.alloc(2)
    await handle.read(magic, 0, 2, 0)
    const gzip = magic[0] === 0x1f && magic[1] === 0x8b
    const { head, headIsAll } = await headOf(handle, gzip)
    const source: ByteSource = {
      file,
      size: stat.size,
      modified: stat.mtimeMs,
      gzip,
      head,
      headIsAll,
      consumed: 0,
      damage: undefined,
      chunks: (from = 0) => {
        source.damage = undefined
        const plain = (at: number) => () =>
          plainChunks(handle, at, (read) => {
            source.consumed = read
          })
        if (!gzip) return plain(from)()
        return after(
          inflate(plain(0), (problem) => {
            source.damage = damaged(file, problem)
          }),
          from,
        )
      },
      close: () => handle.close(),
    }
    if (stat.size === 0 || (headIsAll && head.length === 0 && !gzip)) throw empty(file)
    return source
  } catch (problem) {
    await handle.close()
    throw problem instanceof Refused ? problem : unreadable(file, problem)
  }
}

const notAFile = (file: string) =>
  new Refused({
    code: 'not-a-file',
    what: { fr: 'Ce chemin est un dossier, pas un fichier.', en: 'This path is a folder, not a file.' },
    remedy: { fr: `Nommez les fichiers, par exemple ${file}/*.csv.`, en: `Name the files, for example ${file}/*.csv.` },
    at: { file },
  })

const empty = (file: string) =>
  new Refused({
    code: 'empty-file',
    what: { fr: 'Ce fichier est vide.', en: 'This file is empty.' },
    remedy: { fr: 'Exportez-le de nouveau.', en: 'Export it again.' },
    at: { file },
  })

/** What tells a file from another. */
export const fingerprintOf = ({ size, modified, head }: ByteSource): string[] => [
  String(size),
  String(modified),
  hash('sha256', head, 'hex'),
]
