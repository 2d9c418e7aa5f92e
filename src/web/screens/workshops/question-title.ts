import { tell } from '../../../kernel/index.ts'
import type { Outline, Question } from '../../../workshops/index.ts'
import { useLanguage, useWords } from '../../words/language.tsx'

/** What a question is called, and what of the map it is about. */
export const useQuestionTitle = (outline: Outline) => {
  const { say } = useWords()
  const { language } = useLanguage()
  return ({ kind, of }: Question): string => {
    const about = [...outline.stages, ...outline.touchpoints].find(({ id }) => id === of)
    const name = say(`workshop.kind.${kind}`)
    return about ? `${name} – ${tell(about.title, language)}` : name
  }
}
