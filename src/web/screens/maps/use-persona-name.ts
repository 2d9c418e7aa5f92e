import { tell } from '../../../kernel/index.ts'
import { type JourneyMap, personaTitle } from '../../../maps/index.ts'
import { useLanguage } from '../../words/language.tsx'
import { readablePersona } from '../../words/persona.ts'
import { usePortfolio } from './use-portfolio.ts'

type Designed = Pick<JourneyMap, 'perimeter'>

/** A persona by the title that the map gives it; where no map is looked at, by the one that any map gives it. */
export const useAnyPersonaName = (map?: Designed) => {
  const { language } = useLanguage()
  const known = map?.perimeter?.personas !== undefined
  const maps = usePortfolio(!known).data ?? []
  return (id: string): string =>
    (known ? tell(personaTitle(map, id), language) : maps.flatMap((one) => one.personaTitles[id] ?? [])[0]) ||
    readablePersona(id)
}
