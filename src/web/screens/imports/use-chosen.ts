import { useState } from 'react'
import type { Chosen } from '../../../imports/index.ts'
import type { ToldImport } from './use-imports.ts'

const placeOf = (id: string) => `parcours.import.${id}`

const kept = (id: string): Chosen | undefined => {
  const text = sessionStorage.getItem(placeOf(id))
  return text === null ? undefined : (JSON.parse(text) as Chosen)
}

/** What the person has chosen so far; it outlives the page. */
export const useChosen = (one: ToldImport): readonly [Chosen, (chosen: Chosen) => void] => {
  const [chosen, set] = useState<Chosen>(() => kept(one.id) ?? one.chosen ?? {})
  const choose = (next: Chosen): void => {
    sessionStorage.setItem(placeOf(one.id), JSON.stringify(next))
    set(next)
  }
  return [chosen, choose]
}
