import { number, percent } from '../drawings/index.ts'
import { type Language, type Rate, say } from '../kernel/index.ts'

export { duration, number, percent } from '../drawings/index.ts'
export { bar, columns, heading } from '../journeys/layout.ts'

/** A rate with its proof: `8,6 % [7,3 – 10,3], n = 1 376`; what is withheld says so. */
export const rateInWords = ({ value, low, high, n }: Rate, language: Language): string => {
  if (value === null || low === null || high === null)
    return n === 0 ? '–' : say({ fr: `trop peu (n = ${n})`, en: `too few (n = ${n})` }, language)
  const bound = (share: number) => number(share * 100, language, 1)
  return `${percent(value, language)} [${bound(low)} – ${bound(high)}], n = ${number(n, language)}`
}
