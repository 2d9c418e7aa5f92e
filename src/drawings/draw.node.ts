import { createHash } from 'node:crypto'
import type { Language } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { mapTable } from './map-table.ts'
import { drawMap, type Format } from './sheet.ts'
import { svgOf } from './svg.ts'
import { mapPage } from './table.ts'
import { embeddedTypeface, typefaceMeasure } from './typeface.node.ts'

/** What a map may be drawn as, without a browser. */
export const PICTURES = ['svg', 'png', 'pdf', 'html'] as const
export type Picture = (typeof PICTURES)[number]

export interface Drawn {
  readonly content: string | Buffer
  readonly sheets: number
}

/** Draws the designed map; `at` dates a PDF. What makes each kind is loaded when it is wanted. */
export const draw = async (
  map: JourneyMap,
  kind: Picture,
  size: Format,
  language: Language,
  at: Date,
): Promise<Drawn> => {
  const table = mapTable(map, language)
  if (kind === 'html') {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')
    return { content: mapPage(table, { typeface: embeddedTypeface(), sha256 }), sheets: 1 }
  }
  const drawing = drawMap(table, typefaceMeasure(), size)
  const sheets = drawing.sheets.length
  switch (kind) {
    case 'svg':
      return { content: svgOf(drawing, { typeface: embeddedTypeface() }), sheets }
    case 'png':
      return { content: (await import('./png.node.ts')).pngOf(drawing), sheets }
    case 'pdf':
      return { content: await (await import('./pdf.node.ts')).pdfOf(drawing, at), sheets }
  }
}
