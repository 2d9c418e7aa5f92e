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

const dressed = (from: Element, to: Element): void => {
  const looks = getComputedStyle(from)
  to.removeAttribute('class')
  to.setAttribute('style', LOOKS.map((name) => `${name}:${looks.getPropertyValue(name)}`).join(';'))
  for (const [at, child] of [...from.children].entries()) {
    const twin = to.children[at]
    if (twin) dressed(child, twin)
  }
}

/** A drawing of the screen as an SVG file of its own: its looks inside, its ground behind it, its title on it. */
export const svgOf = (drawing: SVGSVGElement, title: string): string => {
  const twin = drawing.cloneNode(true) as SVGSVGElement
  dressed(drawing, twin)
  for (const part of [twin, ...twin.querySelectorAll('[role],[tabindex]')]) {
    part.removeAttribute('role')
    part.removeAttribute('tabindex')
  }
  const { x, y, width, height } = drawing.viewBox.baseVal
  const [margin, head] = [20, 34]
  twin.setAttribute('viewBox', `${x - margin} ${y - head - margin} ${width + 2 * margin} ${height + head + 2 * margin}`)
  twin.setAttribute('width', String(width + 2 * margin))
  twin.setAttribute('height', String(height + head + 2 * margin))
  twin.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const looks = getComputedStyle(document.documentElement)
  const make = (name: string, attributes: Readonly<Record<string, string>>) => {
    const part = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value)
    return part
  }
  const heading = make('text', {
    x: String(x),
    y: String(y - head + 14),
    style: `font:640 18px ${getComputedStyle(document.body).fontFamily};fill:${looks.getPropertyValue('--ink')}`,
  })
  heading.textContent = title
  const ground = make('rect', {
    x: String(x - margin),
    y: String(y - head - margin),
    width: '100%',
    height: '100%',
    fill: looks.getPropertyValue('--paper'),
  })
  twin.prepend(ground, heading)
  return new XMLSerializer().serializeToString(twin)
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
