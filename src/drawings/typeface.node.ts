import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'
import type { Measure, Weight } from './marks.ts'

const require = createRequire(import.meta.url)
/** Source Sans 3 (SIL Open Font License 1.1): its TrueType files. */
export const typefaceFiles = (): Record<Weight, string> => ({
  regular: require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  semibold: require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
  italic: require.resolve('@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf'),
})

/** The Latin letters in all weights as one WOFF2 file in base64, for pages and pictures that must carry their own. */
export const embeddedTypeface = (): string =>
  readFileSync(
    require.resolve('@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2'),
  ).toString('base64')

/** Measures texts by the advance widths of their letters. */
export const typefaceMeasure = (): Measure => {
  const advances = new Map<Weight, { font: fontkit.Font; known: Map<number, number> }>()
  const files = typefaceFiles()
  const fontOf = (weight: Weight) => {
    const open = advances.get(weight)
    if (open) return open
    const font = fontkit.openSync(files[weight])
    if (!('glyphForCodePoint' in font)) throw new Error(`${files[weight]} holds several typefaces`)
    const made = { font, known: new Map<number, number>() }
    advances.set(weight, made)
    return made
  }
  return (text, size, weight) => {
    const { font, known } = fontOf(weight)
    let units = 0
    for (const letter of text) {
      const code = letter.codePointAt(0) ?? 0
      let advance = known.get(code)
      if (advance === undefined) {
        advance = font.glyphForCodePoint(code).advanceWidth
        known.set(code, advance)
      }
      units += advance
    }
    return (units / font.unitsPerEm) * size
  }
}
