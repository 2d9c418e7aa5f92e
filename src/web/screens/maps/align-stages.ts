import { tell } from '../../../kernel/index.ts'
import type { JourneyMap, Stage } from '../../../maps/index.ts'

/** A title as it is compared: without case and accents. */
export const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** The stages of all maps on common rows: those of one id or one title are one row, in the order of the first map that has it. */
export const alignStages = (maps: readonly JourneyMap[]): readonly (readonly (Stage | undefined)[])[] => {
  const rows: (Stage | undefined)[][] = []
  maps.forEach((map, column) => {
    let last = -1
    for (const stage of map.stages) {
      const same = (one: Stage | undefined) =>
        one !== undefined && (one.id === stage.id || folded(tell(one.title, 'fr')) === folded(tell(stage.title, 'fr')))
      const found = rows.findIndex((row) => row[column] === undefined && row.some(same))
      if (found >= 0) {
        rows[found]?.splice(column, 1, stage)
        last = found
        continue
      }
      const row: (Stage | undefined)[] = maps.map(() => undefined)
      row[column] = stage
      last = last < 0 ? rows.length : last + 1
      rows.splice(last, 0, row)
    }
  })
  return rows
}
