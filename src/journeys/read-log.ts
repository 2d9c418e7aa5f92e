import type { Clock } from '../kernel/index.ts'
import { basisOf, type CaseQuestion, type CaseReader } from './case-reader.ts'
import type { CaseBasis } from './cases.ts'
import { createLogSums, type LogSummary, summariseLog } from './log.ts'

/** What is asked of a log besides whose it is; as of now where nothing ever happened and a clock is given. */
interface Asked {
  readonly top?: number
  readonly now?: Clock
}

/** Sums up the log that a reader reads, part after part where its cases are more than the memory holds. */
export const readLog = async (reader: CaseReader, question: CaseQuestion, { top, now }: Asked): Promise<LogSummary> => {
  const whose = question.inferred
  const options = { asOf: (await reader.latest(question)) ?? now?.() ?? null, ...(top !== undefined && { top }) }
  const parts = await reader.parts?.(question)
  if (!parts) {
    const table = await reader.cases(question)
    return summariseLog(table, { ...options, basis: basisOf(table, whose) })
  }
  const sums = createLogSums()
  let basis: CaseBasis = 'case'
  for (const part of parts) {
    const table = await part.cases(question)
    sums.add(table)
    if (basis === 'case') basis = basisOf(table, whose)
  }
  return sums.told({ ...options, basis })
}
