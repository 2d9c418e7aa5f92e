import { isUtf8 } from 'node:buffer'
import chardet from 'chardet'
import iconv from 'iconv-lite'
import { Refused } from '../kernel/index.ts'

/** Letters and signs of French and its neighbours in Windows-1252, the bytes that a spreadsheet's export holds. */
const WESTERN = new Set(
  [...'àâäáãåçéèêëíîïìñóôöòõúùûüýœæÀÂÄÁÇÉÈÊËÎÏÍÑÔÖÓÙÛÜÚŒÆß€’‘“”«»°–—…²³½·§©®™ªº¿¡£\u00a0'].flatMap((letter) => [
    ...iconv.encode(letter, 'windows-1252'),
  ]),
)

/** How many sequences of several bytes are sound UTF-8, and how many bytes above 127 are not. */
const utf8Evidence = (sample: Buffer): { sound: number; broken: number; western: number } => {
  let [sound, broken, western] = [0, 0, 0]
  for (let i = 0; i < sample.length; i++) {
    const code = sample[i] ?? 0
    if (code < 0x80) continue
    const length = code >= 0xf0 ? 4 : code >= 0xe0 ? 3 : code >= 0xc2 ? 2 : 1
    if (length > 1 && (i + length > sample.length || isUtf8(sample.subarray(i, i + length)))) {
      sound++
      i += length - 1
    } else {
      broken++
      if (WESTERN.has(code)) western++
    }
  }
  return { sound, broken, western }
}

const nulsAt = (sample: Buffer, parity: number): number => {
  let nuls = 0
  for (let i = parity; i < sample.length; i += 2) if (sample[i] === 0) nuls++
  return nuls / (sample.length / 2)
}

/**
 * The encoding that a text's first bytes are written in. A mark at the start decides; else UTF-8 where it is sound,
 * or where what is broken is rarer than what is sound (those rows are then rejected one by one); else Windows-1252
 * where the bytes are Western letters; else what chardet finds.
 */
export const detectEncoding = (sample: Buffer): string => {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return 'utf-8'
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  if (sample.length >= 8 && nulsAt(sample, 1) > 0.4 && nulsAt(sample, 0) < 0.1) return 'utf-16le'
  if (sample.length >= 8 && nulsAt(sample, 0) > 0.4 && nulsAt(sample, 1) < 0.1) return 'utf-16be'
  const { sound, broken, western } = utf8Evidence(sample)
  if (broken <= sound) return 'utf-8'
  if (western >= 0.8 * broken) return 'windows-1252'
  const [best] = chardet.analyse(sample)
  const found = best && best.confidence >= 50 ? best.name.toLowerCase() : 'utf-8'
  if (found === 'iso-8859-1') return 'windows-1252'
  return iconv.encodingExists(found) ? found : 'utf-8'
}

/** The encoding asked for by `--encoding`, or refused where it is unknown. */
export const namedEncoding = (name: string): string => {
  const plain = name.toLowerCase()
  if (['utf8', 'utf-8', 'ascii', 'us-ascii'].includes(plain)) return 'utf-8'
  if (iconv.encodingExists(name)) return plain
  throw new Refused({
    code: 'unknown-encoding',
    what: { fr: `L’encodage « ${name} » est inconnu.`, en: `The encoding "${name}" is unknown.` },
    remedy: {
      fr: 'Essayez utf-8, windows-1252, utf-16le ou iso-8859-15.',
      en: 'Try utf-8, windows-1252, utf-16le or iso-8859-15.',
    },
  })
}

/** Text in UTF-8 bytes, whatever its encoding. */
export async function* inUtf8(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* chunks
    return
  }
  const decoder = iconv.getDecoder(encoding)
  for await (const chunk of chunks) {
    const text = decoder.write(chunk)
    if (text) yield Buffer.from(text, 'utf8')
  }
  const last = decoder.end()
  if (last) yield Buffer.from(last, 'utf8')
}

/** The same for a sample in hand. */
export const sampleInUtf8 = (sample: Buffer, encoding: string): Buffer =>
  encoding === 'utf-8' ? sample : Buffer.from(iconv.decode(sample, encoding), 'utf8')
