import { describe, expect, it } from 'vitest'
import type { Event } from '../events/index.ts'
import { asId } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { eventOf } from './example-logs.node.ts'
import { recogniserOf } from './recogniser.ts'
import type { VerbatimReader } from './verbatim-reader.ts'

const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  stages: [{ id: 'design', phase: 'before', title: '' }],
  touchpoints: [
    { id: 'appointment', stage: 'design', title: '', match: [{ event: 'Appointment Held' }] },
    { id: 'fitting', stage: 'design', title: '', match: [{ event: 'Kitchen Fitted' }] },
    { id: 'reviews', stage: 'design', title: '', match: [{ event: 'Review Posted' }] },
  ],
}

/** What every reader of verbatims promises. */
export const verbatimReaderContract = (
  name: string,
  load: (events: readonly Event[]) => Promise<VerbatimReader>,
): void => {
  let count = 0
  const saidIn = async (events: readonly Event[]) => {
    const workspace = asId<'Workspace'>(`verbatims-${++count}`)
    const reader = await load(events.map((event) => ({ ...event, workspace })))
    return reader.said({ workspace, filter: {} }, recogniserOf(MAP))
  }
  const claire = (at: number, event: string, properties: Record<string, string> = {}, more: Partial<Event> = {}) =>
    eventOf({ at, event, seq: at, properties, ...more })

  describe(`a reader of verbatims: ${name}`, () => {
    it('knows what a sentence is about: what it names, else what it is, else what was lived last', async () => {
      const said = await saidIn([
        claire(1, 'Appointment Held'),
        claire(2, 'Survey Answered', { metric: 'csat', score: '2', text: 'Pressé' }),
        claire(3, 'Kitchen Fitted'),
        claire(4, 'Survey Answered', { metric: 'nps', score: '9', text: 'Parfait', touchpoint: 'appointment' }),
        claire(5, 'Review Posted', { rating: '4', text: 'Belle cuisine' }),
        claire(6, 'Survey Answered', { metric: 'csat', score: '4', text: 'Bien posé' }),
        claire(7, 'Survey Answered', { metric: 'csat', score: '4', text: 'Ailleurs', touchpoint: 'elsewhere' }),
      ])
      expect(said.map(({ text, about, score }) => [text, about, score])).toEqual([
        ['Ailleurs', null, 4],
        ['Bien posé', 1, 4],
        ['Belle cuisine', 2, 4],
        ['Parfait', 0, 9],
        ['Pressé', 0, 2],
      ])
    })
    it('does not mix persons, nor cases', async () => {
      const said = await saidIn([
        claire(1, 'Appointment Held'),
        claire(2, 'Survey Answered', { text: 'Moi' }, { identifier: 'user:karim' }),
        claire(3, 'Survey Answered', { text: 'Mon dossier' }, { caseId: 'k2' }),
      ])
      expect(said.map(({ about, score }) => [about, score])).toEqual([
        [null, null],
        [null, null],
      ])
    })
    it('hears nothing where nobody wrote anything', async () => {
      expect(await saidIn([claire(1, 'Survey Answered', { metric: 'nps', score: '3' })])).toEqual([])
    })
  })
}
