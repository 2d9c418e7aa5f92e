import type { CaseTable } from './cases.ts'

/** The activity codes of a case as one text: equal texts, equal paths. */
const pathKey = (codes: Uint32Array): string => {
  let key = ''
  for (const code of codes) key += code < 0xd800 ? String.fromCharCode(code) : `\uffff${code}\uffff`
  return key
}

/** The distinct paths of a log with their cases, commonest first, equal ones in the order of their names. */
export const countVariants = (table: CaseTable): { path: string[]; cases: number }[] => {
  const counts = new Map<string, { first: number; cases: number }>()
  for (let c = 0; c < table.keys.length; c++) {
    const key = pathKey(table.activity.subarray(table.starts[c], table.starts[c + 1]))
    const known = counts.get(key)
    if (known) known.cases++
    else counts.set(key, { first: c, cases: 1 })
  }
  return [...counts.values()]
    .map(({ first, cases }) => {
      const codes = table.activity.subarray(table.starts[first], table.starts[first + 1])
      return { path: Array.from(codes, (code) => table.activities[code] ?? ''), cases }
    })
    .map((variant) => ({ ...variant, name: variant.path.join('\u0000') }))
    .sort((a, b) => b.cases - a.cases || (a.name < b.name ? -1 : 1))
    .map(({ path, cases }) => ({ path, cases }))
}
