import { facesInside } from './sheet-font.ts'

/** What a drawing says of its looks, so that it stands alone outside the application. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
  'opacity',
] as const

/** What a picture says of itself when nothing else is around it. */
export interface Sheet {
  readonly title: string
  /** The question, what the answer says first, its key figures; then what stands under the pictures. */
  readonly above: readonly string[]
  readonly pictures: readonly SVGSVGElement[]
  readonly below: readonly string[]
}

type Part = 'title' | 'said' | 'quiet' | 'caption'

const FONTS: Readonly<Record<Part, readonly [weight: number, size: number, leading: number]>> = {
  title: [640, 22, 30],
  said: [560, 16, 23],
  quiet: [400, 13, 19],
  caption: [640, 14, 26],
}
const [MARGIN, BETWEEN, LEAST, MOST] = [28, 24, 640, 1000]

const SVG = 'http://www.w3.org/2000/svg'

const make = (name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const part = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, String(value))
  return part
}

const dressed = (from: Element, to: Element): void => {
  const looks = getComputedStyle(from)
  to.removeAttribute('class')
  to.setAttribute('style', LOOKS.map((name) => `${name}:${looks.getPropertyValue(name)}`).join(';'))
  for (const [at, child] of [...from.children].entries()) {
    const twin = to.children[at]
    if (twin) dressed(child, twin)
  }
}

/** A drawing with its looks inside, where it shall stand; `tall` and `wide` as it was drawn. */
const twinOf = (drawing: SVGSVGElement) => {
  const twin = drawing.cloneNode(true) as SVGSVGElement
  dressed(drawing, twin)
  for (const part of [twin, ...twin.querySelectorAll('[role],[tabindex]')]) {
    part.removeAttribute('role')
    part.removeAttribute('tabindex')
  }
  const { width: wide, height: tall } = drawing.viewBox.baseVal
  return { twin, wide, tall, name: drawing.dataset.picture ?? '' }
}

/** A text in lines that fit. */
const linesOf = (text: string, [weight, size]: readonly [number, number, ...unknown[]], room: number): string[] => {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return [text]
  pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && pen.measureText(longer).width <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** What is written and drawn on a sheet, from its top. */
const pageOf = (room: number) => {
  const looks = getComputedStyle(document.documentElement)
  const family = getComputedStyle(document.body).fontFamily
  const page = make('g', {})
  let y = MARGIN
  const write = (text: string, part: Part, x = MARGIN, top = y, width = room): number => {
    const [weight, size, leading] = FONTS[part]
    const ink = looks.getPropertyValue(part === 'quiet' ? '--quiet' : '--ink')
    const lines = linesOf(text, FONTS[part], width)
    for (const [at, line] of lines.entries()) {
      const style = `font-family:${family};font-weight:${weight};font-size:${size}px;fill:${ink}`
      const written = make('text', { x, y: top + at * leading + size, style })
      written.textContent = line
      page.append(written)
    }
    return lines.length * leading
  }
  return {
    page,
    write: (text: string, part: Part) => {
      y += write(text, part)
    },
    space: (tall: number) => {
      y += tall
    },
    /** A row of pictures, each under its name where there are several. */
    row: (drawn: readonly ReturnType<typeof twinOf>[], named: boolean) => {
      let [x, deepest] = [MARGIN, 0]
      for (const { twin, wide, tall, name } of drawn) {
        const head = named ? write(name, 'caption', x, y, wide) : 0
        for (const [key, value] of Object.entries({ x, y: y + head, width: wide, height: tall }))
          twin.setAttribute(key, String(value))
        twin.setAttribute('overflow', 'visible')
        page.append(twin)
        x += wide + BETWEEN
        deepest = Math.max(deepest, head + tall)
      }
      y += deepest + BETWEEN / 2
    },
    tall: () => y,
    paper: looks.getPropertyValue('--paper'),
  }
}

/** Pictures in rows, as many side by side as there is room for. */
const inRows = <Drawn extends { readonly wide: number }>(all: readonly Drawn[], room: number): Drawn[][] => {
  const rows: Drawn[][] = []
  let used = Number.POSITIVE_INFINITY
  for (const one of all) {
    if (used + BETWEEN + one.wide <= room) rows.at(-1)?.push(one)
    else {
      rows.push([one])
      used = -BETWEEN
    }
    used += BETWEEN + one.wide
  }
  return rows
}

/** Pictures of the screen as one SVG file that is read by itself: what was asked, of whom, as of when, what it says. */
export const svgOf = async ({ title, above, pictures, below }: Sheet): Promise<string> => {
  const drawn = pictures.map(twinOf)
  const widest = Math.max(LEAST, ...drawn.map(({ wide }) => wide))
  const room = drawn.length > 2 ? Math.max(widest, MOST) : widest
  const { page, write, space, row, tall, paper } = pageOf(room)
  write(title, 'title')
  for (const [at, text] of above.entries()) write(text, at === 0 ? 'quiet' : 'said')
  space(14)
  for (const some of inRows(drawn, room)) row(some, drawn.length > 1)
  space(6)
  for (const text of below) write(text, 'quiet')
  const [width, height] = [room + 2 * MARGIN, Math.ceil(tall() + MARGIN)]
  const sheet = make('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` })
  const faces = make('style', {})
  faces.textContent = await facesInside()
  const heading = make('title', {})
  heading.textContent = title
  sheet.append(heading, faces, make('rect', { width: '100%', height: '100%', fill: paper }), page)
  return new XMLSerializer().serializeToString(sheet)
}

const saved = (blob: Blob, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export const saveText = (text: string, name: string, type: string): void => saved(new Blob([text], { type }), name)

export const saveSvg = (svg: string, name: string): void => saveText(svg, `${name}.svg`, 'image/svg+xml')

/** The same as points, twice as fine as the screen. */
export const savePng = async (svg: string, name: string): Promise<void> => {
  const picture = new Image()
  picture.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth * 2
  canvas.height = picture.naturalHeight * 2
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(picture.src)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob) saved(blob, `${name}.png`)
}
