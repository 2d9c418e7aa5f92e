import { CASE, joinLives, type Lives, moreThanMemory, pickLives } from '../journeys/index.ts'
import type { Explored } from './explored.ts'
import type { Look } from './look.ts'

/** The cases of which a look keeps anything, as journeys or as events: whoever asks then cuts them as they do. */
const keptCases = ({ table, instances, bounds, asOf }: Explored, { period, through }: Look): Uint32Array => {
  const channel = through === undefined ? -1 : table.channels.indexOf(through)
  const hasJourney = new Uint8Array(table.keys.length)
  for (let i = 0; i < instances.count; i++) hasJourney[instances.caseOf[i] ?? 0] = 1
  const kept = new Uint32Array(table.keys.length)
  let size = 0
  for (let c = 0; c < table.keys.length; c++) {
    if (instances.cases[c] === CASE.unseen) continue
    const begin = table.starts[c] ?? 0
    let end = table.starts[c + 1] ?? 0
    while (end > begin && (table.at[end - 1] ?? 0) > asOf) end--
    if (end === begin) continue
    const at = table.at[period?.by === 'ended' ? end - 1 : begin] ?? asOf
    const lies = !bounds || (at >= (bounds.from ?? -Infinity) && at < (bounds.to ?? Infinity))
    const passed = through === undefined || (channel >= 0 && table.channel.subarray(begin, end).includes(channel))
    if (hasJourney[c] === 1 || (lies && passed)) kept[size++] = c
  }
  return kept.subarray(0, size)
}

/**
 * Puts what a look keeps of one part after another together: cases that are more than the memory holds may be so few once
 * some are left out. Refused as soon as they are not.
 */
export const gatherExplored = (look: Look, mostEvents: number) => {
  const parts: Lives[] = []
  let events = 0
  let last: Explored | undefined
  let inferred = false
  return {
    add(explored: Explored): void {
      const lives = pickLives(explored, keptCases(explored, look))
      events += lives.table.at.length
      if (events > mostEvents) throw moreThanMemory(events, mostEvents)
      parts.push(lives)
      inferred ||= explored.basis !== 'case'
      last = explored
    },
    whole(): Explored {
      if (!last) throw new Error('No part was read')
      const { part: _, ...about } = last
      return { ...about, ...joinLives(parts), basis: inferred ? 'person' : 'case', gathered: true }
    },
  }
}
