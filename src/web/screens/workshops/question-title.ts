import { tell } from '../../../kernel/index.ts'
import { type Outline, type Question, stageOf } from '../../../workshops/index.ts'
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

/** What is rated, chosen or spoken of, by its name; a stage that is rated is rated as a whole. */
export const useItemTitle = (outline: Outline) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const known = new Map(
    [...outline.stages, ...outline.touchpoints].map(({ id, title }) => [id, tell(title, language) || id]),
  )
  return (item: string): string => (stageOf(item) === undefined ? (known.get(item) ?? item) : say('workshop.whole'))
}
