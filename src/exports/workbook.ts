import { disarmed } from '../kernel/index.ts'
import { aboutSheet, deviationSheet, livedStageSheet, livedTouchpointSheet, offMapSheet } from './lived-sheets.ts'
import { mapSheet, touchpointSheet } from './map-sheets.ts'
import { momentSheet } from './moment-sheet.ts'
import type { Sheet, WorkbookInput } from './sheet.ts'

/** A map as a workbook: by stage and lane, touchpoint by touchpoint, and beside it what was lived with every proof. */
export const mapWorkbook = (input: WorkbookInput): readonly Sheet[] => {
  const { lived } = input
  const designed = [mapSheet(input), touchpointSheet(input)]
  const measured = lived
    ? [
        livedStageSheet(input, lived),
        livedTouchpointSheet(input, lived),
        offMapSheet(input, lived),
        deviationSheet(input, lived),
      ]
    : []
  return [...designed, ...measured, momentSheet(input), aboutSheet(input)].map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? disarmed(cell) : cell))),
  }))
}
