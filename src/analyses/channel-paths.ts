import type { CaseTable } from '../journeys/index.ts'
import type { ChannelPath } from './attribution.ts'

/**
 * The ways of people through channels: each conversion ends a way and the next event begins another; what comes after
 * the last conversion is a way that has not converted. Ways of the same channels are counted together.
 */
export const channelPaths = (table: CaseTable, conversion: readonly number[]): ChannelPath[] => {
  const wanted = new Set(conversion)
  const counts = new Map<string, { channels: string[]; conversions: number; nulls: number }>()
  const keep = (channels: readonly number[], converted: boolean) => {
    if (channels.length === 0) return
    const key = channels.join(' ')
    const known = counts.get(key) ?? {
      channels: channels.map((code) => table.channels[code] || '–'),
      conversions: 0,
      nulls: 0,
    }
    counts.set(key, known)
    if (converted) known.conversions++
    else known.nulls++
  }
  for (let c = 0; c + 1 < table.starts.length; c++) {
    let way: number[] = []
    for (let e = table.starts[c] ?? 0; e < (table.starts[c + 1] ?? 0); e++) {
      way.push(table.channel[e] ?? 0)
      if (!wanted.has(table.activity[e] ?? 0)) continue
      keep(way, true)
      way = []
    }
    keep(way, false)
  }
  return [...counts.values()].map((path) => ({ ...path, value: 0 }))
}
