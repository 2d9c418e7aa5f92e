import type { CaseSpans } from '../journeys/index.ts'
import { hashed } from '../kernel/index.ts'
import { goOn, growingSums, type Look } from '../statistics/index.ts'
import { BETWEEN, type ChannelPath, type Lots, MOST_LOTS } from './attribution.ts'

/** Ways of the same lot and end counted together. */
const lotsOf = (codes: readonly number[], scratch: Uint32Array): Lots => {
  const own: number[] = []
  for (const code of codes) {
    if (scratch[code] === 0) own.push(code)
    scratch[code] = (scratch[code] ?? 0) + 1
  }
  const sorted = Uint32Array.from(own).sort()
  const times = sorted.map((code) => scratch[code] ?? 0)
  for (const code of own) scratch[code] = 0
  return { codes: sorted, times }
}

const byChannels = (a: ChannelPath, b: ChannelPath): number => {
  const differ = a.channels.findIndex((channel, at) => channel !== b.channels[at])
  return differ < 0
    ? a.channels.length - b.channels.length
    : (a.channels[differ] ?? '') < (b.channels[differ] ?? '')
      ? -1
      : 1
}

interface Known {
  readonly channels: string[]
  conversions: number
  nulls: number
  readonly decay: ReturnType<typeof growingSums>
  readonly lots: number[]
}

/**
 * The ways of people through channels: each conversion ends a way and the next event begins another; what comes after
 * the last conversion is a way that has not converted. Ways of the same channels are counted together; how much their
 * touches weigh by age is added up, place by place: a touch that is `halfLife` older than another weighs half of it. Who is
 * drawn with whom depends on the keys of cases, and ways come in the order of their channels: nothing on who stands where.
 */
export const createWays = (conversion: readonly number[], halfLife = Infinity, look: Look = goOn) => {
  const wanted = new Set(conversion)
  const counts = new Map<string, Known>()
  const keep = (
    { channels: names }: CaseSpans,
    lot: number,
    channels: readonly number[],
    converted: boolean,
    times: readonly number[],
  ) => {
    if (channels.length === 0) return
    const key = channels.join(' ')
    const known: Known = counts.get(key) ?? {
      channels: channels.map((code) => names[code] || '–'),
      conversions: 0,
      nulls: 0,
      decay: growingSums(),
      lots: [],
    }
    counts.set(key, known)
    known.lots.push(lot * 2 + (converted ? 1 : 0))
    if (!converted) {
      known.nulls++
      return
    }
    known.conversions++
    const end = times.at(-1) ?? 0
    const weights = times.map((time) => 2 ** ((time - end) / halfLife))
    const sum = weights.reduce((all, weight) => all + weight, 0)
    for (const [place, weight] of weights.entries()) known.decay.add(place, weight / sum)
  }
  return {
    /** Codes mean the same in all that are added. */
    add(table: CaseSpans): void {
      for (let c = 0; c < table.begins.length; c++) {
        if (c % BETWEEN === 0) look()
        const lot = hashed(table.keys[c] ?? '') % MOST_LOTS
        let way: number[] = []
        let times: number[] = []
        for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++) {
          way.push(table.channel[e] ?? 0)
          times.push(table.at[e] ?? 0)
          if (!wanted.has(table.activity[e] ?? 0)) continue
          keep(table, lot, way, true, times)
          way = []
          times = []
        }
        keep(table, lot, way, false, times)
      }
    },
    ways(): ChannelPath[] {
      const scratch = new Uint32Array(MOST_LOTS * 2)
      return [...counts.values()]
        .map(
          ({ channels, conversions, nulls, decay, lots }): ChannelPath => ({
            channels,
            conversions,
            nulls,
            value: 0,
            decay: conversions === 0 ? channels.map(() => 0) : decay.told(),
            lots: lotsOf(lots, scratch),
          }),
        )
        .sort(byChannels)
    },
  }
}

/** The ways of the people of one table. */
export const channelPaths = (table: CaseSpans, conversion: readonly number[], halfLife?: number): ChannelPath[] => {
  const ways = createWays(conversion, halfLife)
  ways.add(table)
  return ways.ways()
}
