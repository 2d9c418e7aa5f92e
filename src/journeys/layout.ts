const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const

/** A bar of at most `width` signs, to an eighth of a sign; the smallest share above nothing still shows. */
export const bar = (share: number, width = 12): string => {
  const eighths = share <= 0 ? 0 : Math.max(1, Math.round(Math.min(1, share) * width * 8))
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '')
}

/** How wide a text stands on a terminal: combining marks take no room, wide ideographs and pictures take two. */
export const widthOf = (text: string): number => {
  let width = 0
  for (const sign of text.normalize('NFC'))
    width += /\p{M}/u.test(sign)
      ? 0
      : /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(sign)
        ? 2
        : 1
  return width
}

/** A text no wider than `width`, its end replaced by an ellipsis. */
export const fitted = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const sign of text) {
    if (widthOf(kept + sign) >= width) break
    kept += sign
  }
  return `${kept.trimEnd()}…`
}

export type Side = 'left' | 'right'

/** Lines of cells set in columns, two spaces apart and indented; the last column is never padded. */
export const columns = (lines: readonly (readonly string[])[], sides: readonly Side[], indent = 2): string[] => {
  const widths = sides.map((_, i) => Math.max(0, ...lines.map((cells) => widthOf(cells[i] ?? ''))))
  return lines.map((cells) => {
    const set = cells.map((cell, i) => {
      const space = ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(cell)))
      return sides[i] === 'right' ? space + cell : i === cells.length - 1 ? cell : cell + space
    })
    return (' '.repeat(indent) + set.join('  ')).trimEnd()
  })
}

/** A heading with a rule under it, and a blank line before. */
export const heading = (text: string, note = ''): string[] => [
  '',
  note ? `${text}  ${note}` : text,
  '─'.repeat(Math.max(widthOf(text), 24)),
]
