import { type Command, InvalidArgumentError } from 'commander'
import { parseCondition } from '../events/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { EventFilter } from './cases.ts'
import { inOrder, instantFrom } from './instant-text.ts'

/** A whole number typed as an option. */
export const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is wanted')
  return Number(text)
}

/** The filters that every analysis takes, as commander gives them. */
export interface FilterOptions {
  readonly source?: string
  readonly from?: string
  readonly to?: string
  readonly channel?: string
  readonly where?: readonly string[]
  /** In which times without a zone of their own are read. */
  readonly workspaceZone?: string
}

/** Adds `--source --from --to --channel --where` to a command; `--until` for `--to` where that says what to write. */
export const filtered = (command: Command, end: '--to' | '--until' = '--to'): Command =>
  command
    .option('--source <name>', 'only the events of one source')
    .option('--from <time>', 'from this date or instant (ISO 8601)')
    .option(`${end} <time>`, 'before this date or instant')
    .option('--channel <channel>', 'only the events of one channel')
    .option(
      '--where <condition>',
      'only events for which this holds: store=Lille, price>=100, "store in Lille,Paris" (may be repeated)',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )

export const filterOf = ({ source, from, to, channel, where, workspaceZone }: FilterOptions): EventFilter => ({
  ...(source !== undefined && { source }),
  ...inOrder({
    ...(from !== undefined && { from: instantFrom(from, workspaceZone) }),
    ...(to !== undefined && { to: instantFrom(to, workspaceZone) }),
  }),
  ...(channel !== undefined && { channel }),
  ...(where !== undefined && { where: where.map((text) => orThrow(parseCondition(text))) }),
})
