import type { Awareness } from 'y-protocols/awareness'

/** Somebody else on this map, and where. The name is the one that they gave themselves. */
export interface Presence {
  readonly id: number
  readonly name: string
  readonly colour: string
  readonly at: readonly string[] | null
}

/** Told apart from each other and from the ground, in light and in dark. */
const COLOURS = ['#b5476b', '#2f7d4f', '#8a5a00', '#6a4fb3', '#1f6fb2', '#a8432a', '#4b6b1f', '#7a3b8f']

export const colourOf = (client: number): string => COLOURS[client % COLOURS.length] ?? '#54616b'

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest

/** The others, as they tell it: what is not a name or a place is left aside. */
export const othersOf = (awareness: Awareness): readonly Presence[] =>
  [...awareness.getStates()]
    .filter(([client, state]) => client !== awareness.clientID && Object.keys(state).length > 0)
    .map(([id, { name, at }]): Presence => {
      const place = Array.isArray(at) && at.length < 12 && at.every((step) => isText(step, 200)) ? at : null
      return { id, name: isText(name, 60) ? name : '', colour: colourOf(id), at: place }
    })
    .sort((a, b) => a.id - b.id)
