/** A persona as the map names it: its id, made readable. */
export const personaName = (id: string): string =>
  id.replace(/[-_]/g, ' ').replace(/^\p{L}/u, (first) => first.toUpperCase())
