import type { Question } from './question.ts'
import { stepsOf } from './steps.ts'
import type { Telling } from './use-telling.ts'

/** Whom a list is of, in words, by the name that the analysis gives to the number. */
export const behindWords = (name: string, of: string, question: Question, telling: Telling): string => {
  const { say, event, channel } = telling
  const [kind = '', rest = ''] = of.split(/:(.*)/s)
  const at = Number(rest) - 1
  const step = (place: number) => event(stepsOf(question)[place]?.label ?? String(place + 1))
  if (name === 'funnel' && kind === 'step') return say('measure.behind.reached', { step: step(at) })
  if (name === 'funnel' && kind === 'stopped') return say('measure.behind.stopped', { step: step(at) })
  if (name === 'funnel' && kind === 'open') return say('measure.behind.open', { step: step(at) })
  if (name === 'funnel' && kind === 'lost') return say('measure.behind.lost', { step: step(at) })
  if (kind === 'variant') return say('measure.behind.variant', { place: at + 1 })
  if (name === 'times') return say(`measure.behind.${kind as 'started' | 'ended' | 'waiting'}`)
  if (kind === 'passage') return rest.split('>').map(event).join(' → ')
  if (kind === 'node') return say('measure.behind.node', { event: event(rest.replace(/^\d+:/, '')) })
  if (kind === 'link') {
    const [from = '', to = ''] = rest.replace(/^\d+:/, '').split('>')
    return `${event(from)} → ${event(to)}`
  }
  if (kind === 'channel') return channel(rest)
  if (rest !== '') return event(rest)
  return say('people.title')
}
