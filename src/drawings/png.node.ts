import { Resvg } from '@resvg/resvg-js'
import type { Drawing } from './marks.ts'
import { svgOf } from './svg.ts'
import { typefaceFiles } from './typeface.node.ts'

/** A drawing as a PNG, at 192 dots an inch: an A3 sheet is 3,175 points wide. */
export const pngOf = (drawing: Drawing): Buffer => {
  const picture = new Resvg(svgOf(drawing), {
    fitTo: { mode: 'zoom', value: 192 / 72 },
    background: '#ffffff',
    font: { fontFiles: Object.values(typefaceFiles()), loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
  })
  return picture.render().asPng()
}
