import { emotionCurve, face, personaLine } from './emotion.ts'
import { channelIcon, momentIcon } from './icons.ts'
import type { Block, LaneRow } from './lanes.ts'
import { columnsOf, type MapTable } from './map-table.ts'
import { escaped, svgMarks } from './svg.ts'
import { MAP_PAGE_STYLE } from './table-style.ts'
import { writtenDuration } from './typography.ts'
import { NEED_WORDS, DRAWING_WORDS as W } from './vocabulary.ts'

export interface PageMeans {
  /** WOFF2 in base64; without it the reader's own sans serif is used. */
  readonly typeface?: string
  /** SHA-256 in base64, for the page's content security policy. */
  readonly sha256: (text: string) => string
}

/** The width of a column of the page, in CSS pixels. */
const COLUMN = 176

/** A map as one page without scripts: a real table, that a screen reader walks through and a printer puts on A3. */
export const mapPage = (table: MapTable, { typeface, sha256 }: PageMeans): string => {
  const style = MAP_PAGE_STYLE(typeface, columnsOf(table).length, COLUMN)
  const policy = `default-src 'none'; style-src 'sha256-${sha256(style)}'; font-src data:; base-uri 'none'; form-action 'none'`
  return [
    '<!doctype html>',
    `<html lang="${table.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(table.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    header(table),
    `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(table.title)}"><table>`,
    `<caption class="sr">${escaped(table.title)}</caption>`,
    `<colgroup><col class="names"><col class="touchpoint" span="${columnsOf(table).length}"></colgroup>`,
    head(table),
    `<tbody>${table.lanes.map((lane) => laneRow(lane)).join('')}</tbody>`,
    '</table></div>',
    personaLegend(table),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const header = (table: MapTable): string => {
  const objectives = table.objectives.map((text) => `<li>${escaped(text)}</li>`).join('')
  const perimeter = table.perimeter
    .map(({ label, text }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(text)}</dd></div>`)
    .join('')
  return [
    '<header><div>',
    `<p class="over">${escaped(table.overline)}</p><h1>${escaped(table.title)}</h1>`,
    objectives && `<ul>${objectives}</ul>`,
    '</div>',
    perimeter && `<dl>${perimeter}</dl>`,
    '</header>',
  ].join('')
}

const head = (table: MapTable): string => {
  const { language } = table
  const first = (text: string) => `<th scope="row" class="lane">${escaped(text)}</th>`
  const phases = table.phases.map(({ phase, title, stages }) => {
    const span = stages.reduce((sum, { columns }) => sum + columns.length, 0)
    return `<th scope="colgroup" colspan="${span}" class="phase ${phase}">${escaped(title)}</th>`
  })
  const stages = table.phases.flatMap(({ phase, stages: all }) =>
    all.map(
      ({ title, facts, columns }) =>
        `<th scope="colgroup" colspan="${columns.length}" class="stage ${phase}"><b>${escaped(title)}</b> <span>${escaped(facts.join(' · '))}</span></th>`,
    ),
  )
  const cards = columnsOf(table).map(({ touchpoint, title, need }) => {
    const notes = touchpoint
      ? [
          need !== 'mandatory' && NEED_WORDS[need][language],
          touchpoint.repeatable && W.repeatable[language],
          touchpoint.expected && writtenDuration(touchpoint.expected, language),
        ].filter((note): note is string => Boolean(note))
      : []
    return `<th scope="col" class="card ${need}"><div><b>${escaped(title)}</b> <span>${escaped(notes.join(' · '))}</span></div></th>`
  })
  return [
    '<thead>',
    `<tr>${first(W.phases[language])}${phases.join('')}</tr>`,
    `<tr>${first(W.stages[language])}${stages.join('')}</tr>`,
    `<tr>${first(W.touchpoints[language])}${cards.join('')}</tr>`,
    '</thead>',
  ].join('')
}

const laneRow = (lane: LaneRow): string => {
  const name = `<th scope="row" class="lane">${escaped(lane.title)}</th>`
  const cells = lane.cells.map((blocks, column) => {
    const curve = column === 0 && lane.lines ? curveOf(lane) : ''
    return `<td class="${lane.kind}">${curve}${blocks.map((block) => (lane.lines ? spoken(block) : blockHtml(block))).join('')}</td>`
  })
  return `<tr class="row-${lane.kind}">${name}${cells.join('')}</tr>`
}

/** The curve lies over the whole row, from its first cell; each cell says its values to those who do not see it. */
const curveOf = ({ lines = [], cells }: LaneRow): string => {
  const [width, height] = [cells.length * COLUMN, 104]
  const centres = cells.map((_, column) => (column + 0.5) * COLUMN)
  const marks = svgMarks(emotionCurve(lines, centres, { left: 0, right: width, height }))
  return `<svg class="curve" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${marks}</svg>`
}

const spoken = (block: Block): string =>
  block.kind === 'field' ? `<span class="sr">${escaped(`${block.label} ${block.text}; `)}</span>` : ''

const icon = (marks: string): string => `<svg class="icon" viewBox="-0.5 -0.5 17 17" aria-hidden="true">${marks}</svg>`

const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return `<p class="${block.tone}">${escaped(block.text)}</p>`
    case 'point':
      return `<p class="point ${block.sign}"><span class="sr">${escaped(block.said)} </span>${escaped(block.text)}</p>`
    case 'channel':
      return `<p class="with-icon channel">${icon(`<path d="${channelIcon(block.channel, block.channelKind)}"/>`)}${escaped(block.text)}</p>`
    case 'moment':
      return `<p class="with-icon moment">${icon(svgMarks(momentIcon(block.moment, block)))}${escaped(block.text)}</p>`
    case 'lever':
      return `<div class="lever"><span>${escaped(block.text)}</span><span class="sr"> ${escaped(block.said)}</span>${leverSvg(block)}</div>`
    case 'field':
      return `<p class="field"><b>${escaped(block.label)}</b> ${escaped(block.text)}</p>`
  }
}

const leverSvg = ({ aimed, perceived }: Block & { kind: 'lever' }): string => {
  const bar = (level: number | undefined, name: string) =>
    level === undefined ? '' : `<rect class="${name}" width="${level * 20}" height="4" y="2" rx="2"/>`
  const tick = aimed === undefined ? '' : `<rect class="tick" x="${aimed * 20 - 0.75}" width="1.5" height="8"/>`
  return `<svg viewBox="0 0 101 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="4" y="2" rx="2"/>${bar(aimed, 'aimed')}${bar(perceived, 'perceived')}${tick}</svg>`
}

const personaLegend = (table: MapTable): string => {
  const lines = table.lanes.flatMap((lane) => lane.lines ?? [])
  if (lines.length < 2) return ''
  const entries = lines.map(({ persona }, index) => {
    const { colour, dash } = personaLine(index)
    const line = svgMarks([{ kind: 'path', d: 'M1 4H27', stroke: colour, strokeWidth: 2, ...(dash && { dash }) }])
    return `<li><svg width="28" height="8" viewBox="0 0 28 8" aria-hidden="true">${line}</svg>${escaped(persona)}</li>`
  })
  const [pleasant, unpleasant] = [1.5, -1.5].map(
    (v) => `<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${svgMarks(face(8, 8, 6.5, v))}</svg>`,
  )
  const { language } = table
  const faces = `<li>${pleasant}${escaped(W.pleasant[language])}</li><li>${unpleasant}${escaped(W.unpleasant[language])}</li>`
  return `<footer><ul>${entries.join('')}${faces}</ul></footer>`
}
