import type { Told } from '../../../../events/index.ts'

const DAY = 86_400_000
const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY)

/** Events by day, gathered in as many equal parts of the whole span as asked for; never parts shorter than a day. */
export const sparkOf = (
  days: readonly Told[],
  span: { readonly from: string; readonly to: string } | null,
  parts: number,
): readonly number[] => {
  if (!span) return []
  const first = dayNumber(span.from)
  const length = dayNumber(span.to) - first + 1
  const count = Math.min(parts, length)
  const sums = new Array<number>(count).fill(0)
  for (const { name, events } of days) {
    const part = Math.min(count - 1, Math.floor(((dayNumber(name) - first) * count) / length))
    sums[part] = (sums[part] ?? 0) + events
  }
  return sums
}
