import PDFDocument from 'pdfkit'
import type { Drawing, Group, Mark, PathMark, Tag, TextMark, Weight } from './marks.ts'
import { typefaceFiles } from './typeface.node.ts'

type Structure = PDFKit.PDFStructureElement
type Place = { readonly x: number; readonly y: number; readonly scale: number }
/** A mark where it stands on its sheet, under the element that it says something for; without one it is decoration. */
interface Leaf {
  readonly mark: TextMark | PathMark
  readonly place: Place
  readonly element: Structure | undefined
}

const TREE = new Set<Tag>(['Table', 'TR'])

/** A drawing as a PDF: vectors and real text in its embedded typeface, tagged as a table for those who listen to it. */
export const pdfOf = async (drawing: Drawing, at: Date): Promise<Buffer> => {
  const document = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: drawing.language === 'fr' ? 'fr-FR' : 'en-GB',
    tagged: true,
    displayTitle: true,
    info: {
      Title: drawing.title,
      Subject: drawing.subject,
      Creator: 'Parcours',
      Producer: 'Parcours',
      CreationDate: at,
    },
  })
  const bytes: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => bytes.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  for (const [weight, file] of Object.entries(typefaceFiles())) document.registerFont(weight, file)
  const root = document.struct('Document')
  document.addStructure(root)
  for (const sheet of drawing.sheets) {
    document.addPage({ size: [sheet.width, sheet.height], margin: 0 })
    paint(document, leaves(document, sheet.marks, { x: 0, y: 0, scale: 1 }, root, undefined))
  }
  root.end()
  document.end()
  await ended
  return Buffer.concat(bytes)
}

/** The marks of a tree of groups, in their order, each with its place and its element. */
const leaves = (
  document: PDFKit.PDFDocument,
  marks: readonly Mark[],
  place: Place,
  parent: Structure,
  element: Structure | undefined,
): Leaf[] =>
  marks.flatMap((mark): Leaf[] => {
    if (mark.kind !== 'group') return [{ mark, place, element }]
    const { x = 0, y = 0, scale = 1, tag } = mark
    const inner = { x: place.x + x * place.scale, y: place.y + y * place.scale, scale: place.scale * scale }
    if (tag === undefined) return leaves(document, mark.marks, inner, parent, element)
    if (tag === 'Artifact') return leaves(document, mark.marks, inner, parent, undefined)
    const made = structure(document, mark, tag)
    parent.add(made)
    return leaves(document, mark.marks, inner, made, TREE.has(tag) ? undefined : made)
  })

const structure = (document: PDFKit.PDFDocument, group: Group, tag: Tag): Structure => {
  const made = document.struct(tag, group.alt === undefined ? {} : { alt: group.alt })
  const { scope, columns } = group
  // PDFKit knows no table attributes; the element's own dictionary takes them.
  const { dictionary } = made as unknown as { dictionary: { data: Record<string, unknown> } }
  if (scope || columns)
    dictionary.data.A = { O: 'Table', ...(scope && { Scope: scope }), ...(columns && { ColSpan: columns }) }
  return made
}

/** Paints leaves; those in a row that belong to one element are one piece of marked content. */
const paint = (document: PDFKit.PDFDocument, all: readonly Leaf[]): void => {
  let open: Structure | 'decoration' | undefined
  const close = () => {
    if (open !== undefined) document.endMarkedContent()
  }
  for (const { mark, place, element } of all) {
    const wanted = element ?? 'decoration'
    if (wanted !== open) {
      close()
      open = wanted
      if (element === undefined) document.markContent('Artifact', { type: 'Layout' })
      else element.add(document.markStructureContent(typeOf(element)))
    }
    if (mark.kind === 'text') paintText(document, mark, place)
    else paintPath(document, mark, place)
  }
  close()
}

const typeOf = (element: Structure): string => {
  const { dictionary } = element as unknown as { dictionary: { data: { S: string } } }
  return dictionary.data.S
}

const paintText = (document: PDFKit.PDFDocument, mark: TextMark, { x, y, scale }: Place): void => {
  document
    .font(mark.weight satisfies Weight)
    .fontSize(mark.size * scale)
    .fillColor(mark.fill)
    .text(mark.text, x + mark.x * scale, y + mark.y * scale, { lineBreak: false, baseline: 'alphabetic' })
}

const paintPath = (document: PDFKit.PDFDocument, mark: PathMark, { x, y, scale }: Place): void => {
  document.save().translate(x, y).scale(scale)
  if (mark.stroke)
    document
      .lineWidth(mark.strokeWidth ?? 1)
      .lineCap('round')
      .lineJoin('round')
  if (mark.dash) document.dash(mark.dash[0], { space: mark.dash[1] })
  document.path(mark.d)
  if (mark.fill && mark.stroke) document.fillAndStroke(mark.fill, mark.stroke)
  else if (mark.fill) document.fill(mark.fill)
  else if (mark.stroke) document.stroke(mark.stroke)
  document.restore()
}
