import type { Drawing, Group, Mark, Sheet, TextMark } from './marks.ts'

/** A text that is only text in HTML and in XML: markup is escaped, and what XML cannot hold is left out. */
export const escaped = (text: string): string =>
  text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '',
    )
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')

const FAMILY = 'Source Sans 3'
const round = (value: number): number => Math.round(value * 100) / 100

/**
 * A drawing as one SVG, its sheets one below the other. `typeface` is a WOFF2 file in base64 that goes into the picture,
 * so that it reads the same everywhere; without it a viewer's own sans serif is used.
 */
export const svgOf = (drawing: Drawing, { typeface }: { typeface?: string } = {}): string => {
  const width = Math.max(...drawing.sheets.map((sheet) => sheet.width))
  const height = drawing.sheets.reduce((sum, sheet) => sum + sheet.height, 0)
  const face = typeface
    ? `<style>@font-face{font-family:'${FAMILY}';font-weight:200 900;src:url(data:font/woff2;base64,${typeface}) format('woff2')}</style>`
    : ''
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" lang="${drawing.language}" role="img" aria-labelledby="map-title map-subject" font-family="'${FAMILY}', 'Source Sans Pro', system-ui, sans-serif">`,
    `<title id="map-title">${escaped(drawing.title)}</title><desc id="map-subject">${escaped(drawing.subject)}</desc>${face}`,
    `<rect width="${round(width)}" height="${round(height)}" fill="#fff"/>`,
    ...sheetGroups(drawing.sheets),
    '</svg>',
  ].join('\n')
}

const sheetGroups = (sheets: readonly Sheet[]): string[] => {
  let y = 0
  return sheets.map((sheet) => {
    const group = `<g transform="translate(0 ${round(y)})">${svgMarks(sheet.marks)}</g>`
    y += sheet.height
    return group
  })
}

/** Marks as SVG elements. */
export const svgMarks = (marks: readonly Mark[]): string => marks.map(element).join('')

const element = (mark: Mark): string => {
  if (mark.kind === 'group') return groupElement(mark)
  if (mark.kind === 'text') return textElement(mark)
  const { d, fill = 'none', stroke, strokeWidth = 1, dash } = mark
  const line = stroke
    ? ` stroke="${stroke}" stroke-width="${round(strokeWidth)}" stroke-linecap="round" stroke-linejoin="round"${dash ? ` stroke-dasharray="${dash.join(' ')}"` : ''}`
    : ''
  return `<path d="${d}" fill="${fill}"${line}/>`
}

const groupElement = ({ x = 0, y = 0, scale = 1, marks }: Group): string => {
  if (marks.length === 0) return ''
  const moved = x !== 0 || y !== 0 ? `translate(${round(x)} ${round(y)})` : ''
  const shrunk = scale !== 1 ? `scale(${Math.round(scale * 10000) / 10000})` : ''
  return moved || shrunk
    ? `<g transform="${[moved, shrunk].filter(Boolean).join(' ')}">${svgMarks(marks)}</g>`
    : svgMarks(marks)
}

const textElement = ({ x, y, text, size, weight, fill }: TextMark): string => {
  const look = weight === 'semibold' ? ' font-weight="600"' : weight === 'italic' ? ' font-style="italic"' : ''
  return `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}"${look} fill="${fill}">${escaped(text)}</text>`
}
