import { escaped, PHASE_WORDS, writtenDuration } from '../drawings/index.ts'
import { river } from './charts.ts'
import {
  channelCell,
  deviationCell,
  dropCell,
  type LaneCell,
  momentCell,
  satisfactionCell,
  timeCell,
  touchpointCell,
  volumeCell,
} from './grid-lanes.ts'
import type { Scribe } from './scribe.ts'
import { section } from './section.ts'
import type { View } from './view.ts'
import type { PageWord } from './words.ts'

const LANES: readonly (readonly [PageWord, LaneCell])[] = [
  ['entered', volumeCell],
  ['dropOff', dropCell],
  ['times', timeCell],
  ['touchpoints', touchpointCell],
  ['channels', channelCell],
  ['satisfaction', satisfactionCell],
  ['deviationsLane', deviationCell],
  ['momentsTitle', momentCell],
]

/** The map as a grid of stages and lanes, lit by what was lived: one table, whatever the width of the screen. */
export const grid = (view: View, s: Scribe): string => {
  const { stages } = view
  const volumes = stages.map(({ lived }) => (s.shows(lived?.entered ?? 0) ? (lived?.entered ?? 0) : 0))
  const rows = LANES.map(([word, cell]) => {
    const cells = stages.map((stage) => `<td data-lane="${escaped(s.t(word))}">${cell(stage, view, s)}</td>`)
    return `<tr class="lane-${word}"><th scope="row">${escaped(s.t(word))}</th>${cells.join('')}</tr>`
  })
  const table = [
    `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(s.t('gridTitle'))}">`,
    `<table class="grid n${stages.length}"><caption class="sr">${escaped(s.t('gridTitle'))}</caption>`,
    `<thead>${phaseRow(view, s)}<tr><td></td>${stages.map((stage) => stageHead(stage, s)).join('')}</tr></thead>`,
    `<tbody><tr class="river-row" aria-hidden="true"><td></td><td colspan="${stages.length}">${river(volumes)}</td></tr>`,
    rows.join(''),
    '</tbody></table></div>',
  ]
  return section(s, 'grid', s.t('gridTitle'), s.t('gridLead'), table.join(''))
}

const phaseRow = ({ stages }: View, s: Scribe): string => {
  const spans: { phase: (typeof stages)[number]['stage']['phase']; span: number }[] = []
  for (const { stage } of stages) {
    const last = spans[spans.length - 1]
    if (last?.phase === stage.phase) last.span++
    else spans.push({ phase: stage.phase, span: 1 })
  }
  const cells = spans.map(
    ({ phase, span }) =>
      `<th scope="colgroup" colspan="${span}" class="phase ${phase}"><span>${escaped(s.say(PHASE_WORDS[phase]))}</span></th>`,
  )
  return `<tr><td></td>${cells.join('')}</tr>`
}

const stageHead = ({ stage, title }: View['stages'][number], s: Scribe): string => {
  const expected = stage.expected ? `${s.t('designedTimes')} ${writtenDuration(stage.expected, s.language)}` : ''
  return `<th scope="col" class="stage">${escaped(title)}<span class="note">${escaped(expected)}</span></th>`
}
