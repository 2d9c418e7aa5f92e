import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'exports.tool': 'Export',
  'exports.working': '{what}: preparing…',
  'exports.done': '{name} is saved.',
  'exports.way.pdf-a3': 'PDF A3',
  'exports.way.pdf-a4': 'PDF A4',
  'exports.way.png': 'PNG picture',
  'exports.way.svg': 'SVG drawing',
  'exports.way.html': 'Web page',
  'exports.way.xlsx': 'Excel workbook',
  'exports.for.pdf-a3': 'for a wall, with text to select',
  'exports.for.pdf-a4': 'to print at a desk',
  'exports.for.png': 'to paste into slides',
  'exports.for.svg': 'to edit further',
  'exports.for.html': 'a real table, with no network',
  'exports.for.xlsx': 'the map, its fields and its lived figures, with their proof',
}
