import type { Language, UserText } from '../../../../../kernel/index.ts'

/** What the field of a language shows: a text without language stands in the reader's. */
export const textIn = (text: UserText | undefined, language: Language, reader: Language): string => {
  if (text === undefined) return ''
  if (typeof text === 'string') return language === reader ? text : ''
  return text[language] ?? ''
}

/**
 * A text after somebody typed in the field of one language. A text without language stays one while only the reader's
 * field changes; it takes its languages once the other is written. Nothing left: `undefined`.
 */
export const withText = (
  text: UserText | undefined,
  language: Language,
  reader: Language,
  typed: string,
): UserText | undefined => {
  const written = typed.trim() === '' ? undefined : typed
  if (typeof text === 'string') {
    if (language === reader) return written
    return written === undefined ? text : { [reader]: text, [language]: written }
  }
  const { [language]: _before, ...rest } = text ?? {}
  const next = written === undefined ? rest : { ...rest, [language]: written }
  return Object.keys(next).length === 0 ? undefined : next
}
