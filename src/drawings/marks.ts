/** Places in points (1/72 inch) from the top left corner; the baseline for texts. */
export interface TextMark {
  readonly kind: 'text'
  readonly x: number
  readonly y: number
  readonly text: string
  readonly size: number
  readonly weight: Weight
  readonly fill: string
}

export interface PathMark {
  readonly kind: 'path'
  /** SVG path data. */
  readonly d: string
  readonly fill?: string
  readonly stroke?: string
  readonly strokeWidth?: number
  readonly dash?: readonly [number, number]
}

/** What a group is to a reader who does not see it: the tags of PDF and the roles of SVG. */
export type Tag = 'H1' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure' | 'Artifact'

export interface Group {
  readonly kind: 'group'
  readonly tag?: Tag
  /** Of a figure: what it says. */
  readonly alt?: string
  readonly scope?: 'Column' | 'Row'
  readonly columns?: number
  readonly x?: number
  readonly y?: number
  /** Of an icon: how much its 16-point grid is shrunk. */
  readonly scale?: number
  readonly marks: readonly Mark[]
}

export type Mark = TextMark | PathMark | Group

export interface Sheet {
  readonly width: number
  readonly height: number
  readonly marks: readonly Mark[]
}

/** A map drawn: its sheets, and what a file says about itself. */
export interface Drawing {
  readonly title: string
  readonly subject: string
  readonly language: 'fr' | 'en'
  readonly sheets: readonly Sheet[]
}

export type Weight = 'regular' | 'semibold' | 'italic'

/** The width of a text in points. */
export type Measure = (text: string, size: number, weight: Weight) => number

const r = (value: number): number => Math.round(value * 100) / 100

export const rectPath = (x: number, y: number, width: number, height: number, radius = 0): string => {
  if (width <= 0 || height <= 0) return `M${r(x)} ${r(y)}`
  const c = Math.min(radius, width / 2, height / 2)
  if (c === 0) return `M${r(x)} ${r(y)}h${r(width)}v${r(height)}h${r(-width)}z`
  const [w, h] = [r(width - 2 * c), r(height - 2 * c)]
  const arc = (dx: number, dy: number) => `a${r(c)} ${r(c)} 0 0 1 ${r(dx)} ${r(dy)}`
  return `M${r(x + c)} ${r(y)}h${w}${arc(c, c)}v${h}${arc(-c, c)}h${-w}${arc(-c, -c)}v${-h}${arc(c, -c)}z`
}

export const linePath = (x1: number, y1: number, x2: number, y2: number): string =>
  `M${r(x1)} ${r(y1)}L${r(x2)} ${r(y2)}`

export const circlePath = (cx: number, cy: number, radius: number): string =>
  `M${r(cx - radius)} ${r(cy)}a${r(radius)} ${r(radius)} 0 1 0 ${r(2 * radius)} 0a${r(radius)} ${r(radius)} 0 1 0 ${r(-2 * radius)} 0z`

/** A smooth line through points, which never overshoots them (horizontal tangents at each point). */
export const smoothPath = (points: readonly (readonly [x: number, y: number])[]): string =>
  points
    .map(([x, y], index) => {
      const before = points[index - 1]
      if (!before) return `M${r(x)} ${r(y)}`
      const middle = r((before[0] + x) / 2)
      return `C${middle} ${r(before[1])} ${middle} ${r(y)} ${r(x)} ${r(y)}`
    })
    .join('')
