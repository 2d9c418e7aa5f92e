import { type Language, tell, type UserText } from '../kernel/index.ts'
import type { Experience, JourneyMap } from './map.ts'

/** Where a map says what its personas are called: `perimeter.x-persona-titles: {senior: {fr: Retraité, en: Pensioner}}`. */
const TITLES = 'x-persona-titles'

const isText = (given: unknown): given is UserText =>
  typeof given === 'string' ||
  (typeof given === 'object' && given !== null && Object.values(given).every((each) => typeof each === 'string'))

/** What a map calls one of its personas; nothing where it names it by its id alone. */
export const personaTitle = (map: Pick<JourneyMap, 'perimeter'>, persona: string): UserText | undefined => {
  const titles: unknown = (map.perimeter as Readonly<Record<string, unknown>> | undefined)?.[TITLES]
  if (typeof titles !== 'object' || titles === null || !Object.hasOwn(titles, persona)) return undefined
  const title = (titles as Readonly<Record<string, unknown>>)[persona]
  return isText(title) && title !== '' ? title : undefined
}

const named = <Of extends { readonly experience?: readonly Experience[] }>(
  of: Of,
  name: (id: string) => string,
): Of => ({
  ...of,
  ...(of.experience && {
    experience: of.experience.map((one) => (one.persona === undefined ? one : { ...one, persona: name(one.persona) })),
  }),
})

/** A map that calls its personas by their titles: to be drawn, not kept. */
export const withPersonasNamed = (map: JourneyMap, language: Language): JourneyMap => {
  const name = (id: string) => tell(personaTitle(map, id), language) || id
  const { perimeter } = map
  return {
    ...map,
    ...(perimeter?.personas && { perimeter: { ...perimeter, personas: perimeter.personas.map(name) } }),
    stages: map.stages.map((stage) => named(stage, name)),
    touchpoints: map.touchpoints.map((touchpoint) => named(touchpoint, name)),
  }
}
