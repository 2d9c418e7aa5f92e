import { type Step, spine, type Tally } from '../spine.ts'

/** What the api knows of the server at one moment. */
export interface Vitals {
  readonly tallies: Readonly<Record<string, Tally>>
  /** Whether each engine answers. */
  readonly up: Readonly<Record<string, boolean>>
}

const add = (totals: Map<string, number>, labels: string, value: number) =>
  totals.set(labels, (totals.get(labels) ?? 0) + value)

const family = (name: string, help: string, type: string, values: Map<string, number>): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
  ...[...values].map(([labels, value]) => `${name}${type === 'counter' ? '_total' : ''}{${labels}} ${value}`),
]

/** The state of a server in the OpenMetrics text format. */
export const openMetrics = ({ tallies, up }: Vitals): string => {
  const passed = new Map<string, number>()
  const seconds = new Map<string, number>()
  const stopped = new Map<string, number>()
  for (const { step, stops, counted } of spine) {
    if (counted !== 'metrics') continue
    add(passed, `step="${step}"`, 0)
    add(seconds, `step="${step}"`, 0)
    for (const reason of stops) add(stopped, `step="${step}",reason="${reason}"`, 0)
  }
  for (const tally of Object.values(tallies))
    for (const [step, counted] of Object.entries(tally) as [Step, NonNullable<Tally[Step]>][]) {
      add(passed, `step="${step}"`, counted.passed)
      add(seconds, `step="${step}"`, counted.seconds)
      for (const [reason, n] of Object.entries(counted.stopped)) add(stopped, `step="${step}",reason="${reason}"`, n)
    }
  const answering = new Map(Object.entries(up).map(([role, is]) => [`role="${role}"`, is ? 1 : 0]))
  return [
    ...family('parcours_step_interactions', 'Interactions that passed a step.', 'counter', passed),
    ...family('parcours_step_seconds', 'Time spent at a step, in seconds.', 'counter', seconds),
    ...family('parcours_step_stopped', 'Interactions that a step stopped, by reason.', 'counter', stopped),
    ...family('parcours_engine_up', 'Whether an engine answers.', 'gauge', answering),
    '# EOF',
    '',
  ].join('\n')
}
