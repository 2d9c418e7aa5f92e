import { writtenDuration } from '../../../../../drawings/index.ts'
import { useLanguage } from '../../../../words/language.tsx'

/** An ISO 8601 duration in the reader's words: « 10 jours », « 1 heure 30 minutes ». */
export const useDurationWords = () => {
  const { language } = useLanguage()
  return (iso: string): string => writtenDuration(iso, language)
}
