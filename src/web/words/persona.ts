import { tell } from '../../kernel/index.ts'
import { type JourneyMap, personaTitle } from '../../maps/index.ts'
import { useLanguage } from './language.tsx'

/** A persona that nothing gives a title: its id, made readable. */
export const readablePersona = (id: string): string =>
  id.replace(/[-_]/g, ' ').replace(/^\p{L}/u, (first) => first.toUpperCase())

/** A persona by the title that the map gives it, in the reader's language. */
export const usePersonaName = (map: Pick<JourneyMap, 'perimeter'>) => {
  const { language } = useLanguage()
  return (id: string): string => tell(personaTitle(map, id), language) || readablePersona(id)
}
