import type { Selection } from '../../../../explorations/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useChannelName } from '../../../words/channel.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'

/** A flow's label in words: a touchpoint's title, what is off the map by its name, what the path comes to. */
export const useFlowLabel = (map: JourneyMap) => {
  const { say } = useWords()
  const { language } = useLanguage()
  return (label: string): string => {
    const name = label.slice(label.indexOf(':') + 1)
    if (label.startsWith('t:')) return tell(map.touchpoints.find(({ id }) => id === name)?.title ?? name, language)
    if (label.startsWith('e:')) return name
    if (label === 'other') return say('people.flow.other')
    const ends = ['open', 'succeeded', 'abandoned', 'silent', 'start'] as const
    const end = ends.find((each) => each === name)
    return end ? say(`people.flow.end.${end}`) : name
  }
}

/** What was known of a person when they entered a stage, in words. */
export const useTraitWords = (map: JourneyMap) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const channelName = useChannelName(map)
  const title = (id: string) => tell(map.touchpoints.find((each) => each.id === id)?.title ?? id, language)
  return (trait: string): string => {
    const [kind = '', ...rest] = trait.split(':')
    const name = rest.join(':')
    switch (kind) {
      case 'before':
        return say('people.trait.before', { touchpoint: title(name) })
      case 'off':
        return say('people.trait.off', { event: name })
      case 'entry':
        return say('people.trait.entry', { channel: channelName(name) })
      case 'first':
        return say('people.trait.first', { channel: channelName(name) })
      case 'low':
        return say('people.trait.low', {
          touchpoint: title(rest.slice(0, -1).join(':')),
          metric: (rest.at(-1) ?? '').toUpperCase(),
        })
      default:
        return say('people.trait.slow')
    }
  }
}

/** Whom a list is of, in words. */
export const useSelectionWords = (map: JourneyMap) => {
  const { say, percent } = useWords()
  const { language } = useLanguage()
  const channelName = useChannelName(map)
  const labelOf = useFlowLabel(map)
  const traitOf = useTraitWords(map)
  const stage = (id: string) => tell(map.stages.find((each) => each.id === id)?.title ?? id, language)
  const touchpoint = (id: string) => tell(map.touchpoints.find((each) => each.id === id)?.title ?? id, language)
  return (selection: Selection): string => {
    switch (selection.of) {
      case 'journeys':
        return say(`people.status.${selection.status ?? 'all'}`)
      case 'stage':
        return `${stage(selection.stage)} – ${say(`people.stage.${selection.as}`)}`
      case 'touchpoint': {
        const said = `${touchpoint(selection.touchpoint)} – ${say(`people.touchpoint.${selection.as}`)}`
        return selection.channel === undefined ? said : `${said} (${channelName(selection.channel)})`
      }
      case 'transition':
        return `${touchpoint(selection.from)} → ${touchpoint(selection.to)}`
      case 'variant':
        return say('people.variant', { count: selection.path.length })
      case 'deviation':
        return `${touchpoint(selection.touchpoint)} – ${say(`people.deviation.${selection.kind}`)}`
      case 'off-map':
        return say('people.offmap', { event: selection.event, channel: channelName(selection.channel) })
      case 'outcome':
        return say(`people.outcome.${selection.outcome}`)
      case 'fitness':
        return say('people.fitness', { from: percent(selection.from) })
      case 'trait': {
        const said = `${stage(selection.stage)} – ${traitOf(selection.trait)}`
        const side = say(selection.side === 'with' ? 'people.trait.with' : 'people.trait.without', { trait: said })
        return selection.left ? `${side}, ${say('people.stage.abandoned')}` : side
      }
      case 'last':
        return say('people.last.of', {
          stage: stage(selection.stage),
          last: selection.touchpoint === null ? '–' : touchpoint(selection.touchpoint),
          channel: channelName(selection.channel),
        })
      case 'flow':
        return selection.to === undefined
          ? say('people.flow.at', { label: labelOf(selection.label), step: selection.step + 1 })
          : `${labelOf(selection.label)} → ${labelOf(selection.to)}`
    }
  }
}
