import type { JourneyMap } from '../../../../maps/index.ts'

/** How often one event directly follows another. */
export interface Passage {
  readonly from: string
  readonly to: string
  readonly count: number
}

/** What stands side by side, or one under the other: the touchpoints of a stage, or events as far along as each other. */
export interface Rank {
  readonly id: string
  readonly names: readonly string[]
}

export interface Placed {
  readonly id: string
  readonly x: number
  readonly y: number
}

export interface Graph {
  readonly placed: ReadonlyMap<string, Placed>
  /** Where the name of each rank stands. */
  readonly heads: readonly { readonly id: string; readonly x: number; readonly y: number }[]
  readonly width: number
  readonly height: number
  readonly standing: boolean
}

export const [WIDE, HIGH] = [112, 58]
const [BETWEEN, NEAREST, UNDER, HEAD] = [96, 42, 26, 46]
/** Room for what goes back beside the first and the last. */
const EDGE = 40
/** Room at the sides of a graph that stands, and between two boxes there. */
const [SIDE, APART] = [12, 20]
/** Under this width a graph stands upright. */
export const NARROW = 560

/** Touchpoints under their stage, those with a passage that is drawn only. */
export const ranksOfMap = (map: JourneyMap, passages: readonly Passage[]): readonly Rank[] => {
  const used = new Set(passages.flatMap(({ from, to }) => [from, to]))
  return map.stages.flatMap(({ id }) => {
    const names = map.touchpoints.flatMap((one) => (one.stage === id && used.has(one.id) ? [one.id] : []))
    return names.length > 0 ? [{ id, names }] : []
  })
}

/** Events as far along as the commonest passages bring them: what would go round in a circle, the rarest of it, goes back. */
export const ranksOfPassages = (passages: readonly Passage[]): readonly Rank[] => {
  const next = new Map<string, string[]>()
  const leads = (from: string, to: string): boolean =>
    from === to || (next.get(from) ?? []).some((each) => leads(each, to))
  for (const { from, to } of [...passages].sort((a, b) => b.count - a.count))
    if (!leads(to, from)) next.set(from, [...(next.get(from) ?? []), to])
  const names = [...new Set(passages.flatMap(({ from, to }) => [from, to]))]
  const depth = new Map(names.map((name) => [name, 0]))
  const deepen = (name: string, at: number): void => {
    if (at < (depth.get(name) ?? 0)) return
    depth.set(name, at)
    for (const each of next.get(name) ?? []) deepen(each, at + 1)
  }
  for (const name of names) deepen(name, depth.get(name) ?? 0)
  const depths = [...new Set(depth.values())].sort((a, b) => a - b)
  return depths.map((at) => ({ id: String(at), names: names.filter((name) => depth.get(name) === at) }))
}

/** From left to right; as near to each other as the width asks, as far as they can still be told apart. */
const lying = (ranks: readonly Rank[], width: number): Graph => {
  const placed = new Map<string, Placed>()
  const room = (width - 2 * EDGE - ranks.length * WIDE) / Math.max(1, ranks.length - 1)
  const between = Math.max(NEAREST, Math.min(BETWEEN, room))
  const heads = ranks.map(({ id, names }, rank) => {
    const x = EDGE + rank * (WIDE + between)
    for (const [at, name] of names.entries()) placed.set(name, { id: name, x, y: HEAD + at * (HIGH + UNDER) })
    return { id, x, y: 14 }
  })
  const deepest = Math.max(1, ...ranks.map(({ names }) => names.length))
  return {
    placed,
    heads,
    width: 2 * EDGE + ranks.length * WIDE + (ranks.length - 1) * between,
    height: HEAD + deepest * (HIGH + UNDER) + 10,
    standing: false,
  }
}

/** From the top down, as many side by side as there is room for. */
const upright = (ranks: readonly Rank[], width: number, headed: boolean): Graph => {
  const placed = new Map<string, Placed>()
  const many = Math.max(1, Math.floor((width - 2 * SIDE + APART) / (WIDE + APART)))
  let y = 8
  const heads = ranks.map(({ id, names }) => {
    const head = { id, x: 0, y: y + 12 }
    y += headed ? 24 : 0
    const lines = Math.ceil(names.length / many)
    const each = Math.ceil(names.length / lines)
    for (let line = 0; line < lines; line++) {
      const some = names.slice(line * each, (line + 1) * each)
      const left = (width - some.length * WIDE - (some.length - 1) * APART) / 2
      for (const [at, name] of some.entries()) placed.set(name, { id: name, x: left + at * (WIDE + APART), y })
      y += HIGH + 38
    }
    return head
  })
  return { placed, heads: headed ? heads : [], width, height: Math.max(HIGH, y - 24), standing: true }
}

export const layGraph = (ranks: readonly Rank[], width: number, standing: boolean, headed: boolean): Graph =>
  standing ? upright(ranks, width, headed) : lying(ranks, width)

/** A passage as a curve, and its middle: between ranks from side to side; within one, on on one side and back on the other. */
export const curveOf = (from: Placed, to: Placed, standing: boolean) => {
  const [long, broad] = standing ? [HIGH, WIDE] : [WIDE, HIGH]
  const along = ({ x, y }: Placed) => (standing ? y : x)
  const across = ({ x, y }: Placed) => (standing ? x : y)
  const at = (a: number, b: number) => (standing ? `${b},${a}` : `${a},${b}`)
  const point = (a: number, b: number) => (standing ? { x: b, y: a } : { x: a, y: b })
  const middle = broad / 2
  const [b1, b2] = [across(from) + middle, across(to) + middle]
  if (along(from) === along(to)) {
    const on = across(to) > across(from)
    const near = Math.abs(across(to) - across(from)) < 2 * broad
    const a = along(from)
    if (on && near)
      return {
        path: `M${at(a + long / 2, across(from) + broad)}L${at(a + long / 2, across(to))}`,
        middle: point(a + long / 2, (across(from) + broad + across(to)) / 2),
      }
    const bend = standing ? 20 : 34
    const side = on ? a + long : a
    const out = on ? side + bend : side - bend
    return {
      path: `M${at(side, b1)}C${at(out, b1)} ${at(out, b2)} ${at(side, b2)}`,
      middle: point(on ? side + bend * 0.75 : side - bend * 0.75, (b1 + b2) / 2),
    }
  }
  const on = along(to) > along(from)
  const [a1, a2] = on ? [along(from) + long, along(to)] : [along(from), along(to) + long]
  const bend = (on ? 1 : -1) * (Math.abs(a2 - a1) / 2)
  // What passes by a box of its own line goes around it.
  const around = standing && Math.abs(a2 - a1) > HIGH && Math.abs(b2 - b1) < broad ? (on ? 1 : -1) * broad * 0.85 : 0
  return {
    path: `M${at(a1, b1)}C${at(a1 + bend, b1 + around)} ${at(a2 - bend, b2 + around)} ${at(a2, b2)}`,
    middle: point((a1 + a2) / 2, (b1 + b2) / 2 + around * 0.75),
  }
}

export const goesBack = (from: Placed, to: Placed, standing: boolean): boolean => {
  const [first, then] = standing ? [from.y - to.y, from.x - to.x] : [from.x - to.x, from.y - to.y]
  return first > 0 || (first === 0 && then > 0)
}
