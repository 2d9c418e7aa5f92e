import { done, type Outcome, refuse } from '../kernel/index.ts'

const lineOfBadByte = (bytes: Uint8Array): number => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let start = 0
  // A line feed is never part of a longer UTF-8 sequence, so that each line decodes on its own.
  for (let at = 0; at <= bytes.length; at++)
    if (at === bytes.length || bytes[at] === 10) {
      try {
        decoder.decode(bytes.subarray(start, at))
      } catch {
        return line
      }
      start = at + 1
      line++
    }
  return line
}

/** The text of a map's file: UTF-8 (with or without its mark), or UTF-16 with its mark. Anything else is refused. */
export const decodeMap = (bytes: Uint8Array, file: string): Outcome<string> => {
  const [a, b] = bytes
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return done(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    return refuse({
      code: 'map-encoding',
      what: { fr: 'Le fichier n’est pas du texte en UTF-8.', en: 'The file is not UTF-8 text.' },
      remedy: {
        fr: 'Enregistrez-le en UTF-8 dans votre éditeur, puis recommencez.',
        en: 'Save it as UTF-8 in your editor, then try again.',
      },
      at: { file, ...(encoding === 'utf-8' ? { line: lineOfBadByte(bytes) } : {}) },
    })
  }
}
