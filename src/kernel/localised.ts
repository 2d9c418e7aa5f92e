/** A language of the interface. French comes first in the product; English is complete. */
export type Language = 'fr' | 'en'

/** Words of the program itself: both languages, always. */
export interface Words {
  readonly fr: string
  readonly en: string
}

/** Words that may be the same in every language (a name), or differ. */
export type Localised = string | Words

/** Words written by users (a map's title): one string, or some languages. */
export type UserText = string | { readonly [language: string]: string }

/** The words in the reader's language. */
export const say = (words: Localised, language: Language): string =>
  typeof words === 'string' ? words : words[language]

/** A user's text in the reader's language, else in French, else in English, else in whichever comes first. */
export const tell = (text: UserText | undefined, language: Language): string => {
  if (text === undefined) return ''
  if (typeof text === 'string') return text
  return text[language] ?? text.fr ?? text.en ?? Object.values(text)[0] ?? ''
}

/** The language asked for by `--lang`, else by `LC_ALL` or `LANG`, else English. */
export const languageOf = (asked: string | undefined, locale: string | undefined): Language => {
  const tag = (asked ?? locale ?? 'en').toLowerCase()
  return tag.startsWith('fr') ? 'fr' : 'en'
}
