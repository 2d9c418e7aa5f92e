/** Numbers of an answer, by the name under which their people are listed. */
export type Counts = readonly (readonly [of: string, count: number])[]

/** How each is asked here, and which of its numbers list their people. */
export const ASKED: Readonly<Record<string, { readonly options?: object; readonly counts?: (body: never) => Counts }>> =
  {
    funnel: {
      options: {
        step: ['Configurator Opened', 'Plan Saved', 'Appointment Held', 'Contract Signed'],
        optional: [2],
        window: 'P90D',
      },
      counts: ({ steps, dropped }: Funnelled) => [
        ['dropped', dropped],
        ...steps.flatMap(({ count, stopped, open, dropOff }, at): [string, number][] => [
          [`step:${at + 1}`, count],
          [`stopped:${at + 1}`, stopped],
          [`open:${at + 1}`, open],
          [`lost:${at + 1}`, dropOff.num],
        ]),
      ],
    },
    paths: {
      options: { start: 'quote', map: 'cuisine' },
      counts: ({ nodes, links }: Paths) => [
        ...nodes.map((node): [string, number] => [`node:${node.step + 1}:${end(node)}`, node.cases]),
        ...links.map((link): [string, number] => [
          `link:${link.step + 1}:${end(link.from)}>${end(link.to)}`,
          link.cases,
        ]),
      ],
    },
    variants: {
      options: { cases: 'session', contains: 'Configurator Opened' },
      counts: ({ all, cases, top }: Variants) => [
        ['all', all],
        ['cases', cases],
        ...top.map(({ cases: n }, at): [string, number] => [`variant:${at + 1}`, n]),
      ],
    },
    flow: {
      counts: ({ cases, top, starts, ends }: Flow) => [
        ['cases', cases],
        ...top.map(({ from, to, cases: n }): [string, number] => [`passage:${from}>${to}`, n]),
        ...starts.map(({ event, cases: n }): [string, number] => [`start:${event}`, n.num]),
        ...ends.map(({ event, cases: n }): [string, number] => [`end:${event}`, n.num]),
      ],
    },
    times: {
      options: { step: ['Configurator Opened', 'Appointment Held', 'Contract Signed'] },
      counts: ({ waits }: Times) =>
        waits.flatMap(({ reached, waiting }, at): [string, number][] => [
          [`started:${at + 1}`, reached.den],
          [`ended:${at + 1}`, reached.num],
          [`waiting:${at + 1}`, waiting],
        ]),
    },
    retention: {
      options: { calendar: 'month', kind: 'unbounded', periods: 4 },
      counts: ({ cohorts, overall }: Retained) => [
        ...cohorts.flatMap(({ label, retained }) =>
          retained.map(({ num }, k): [string, number] => [`cohort:${label}:${k}`, num]),
        ),
        ...overall.flatMap(({ num, den }, k): [string, number][] => [
          [`overall:${k}`, num],
          [`overall-of:${k}`, den],
        ]),
      ],
    },
    attribution: {
      options: { conversion: 'Order Completed', resamples: 20 },
      counts: ({ converted, models }: Attributed) => [
        ['converted', converted],
        ...models.flatMap(({ credits }) =>
          credits.map(({ channel, reach }): [string, number] => [`through:${channel}`, reach.num]),
        ),
      ],
    },
    drivers: {
      options: { map: 'cuisine', resamples: 50, permutations: 99 },
      counts: ({ n }: { n: number }) => [['n', n]],
    },
    activity: {
      options: { map: 'cuisine' },
      counts: ({ cases, channels, touchpoints, bounces, periods, once }: Activity) => [
        ['all', cases],
        ['once', once.num],
        ...channels.map(({ channel, only }): [string, number] => [`only:${channel}`, only.num]),
        ...periods.map(({ period, channel, people }): [string, number] => [`period:${period}@${channel}`, people]),
        ...channels.map(({ channel, people }): [string, number] => [`channel:${channel}`, people]),
        ...touchpoints.map(({ name, channel, people }): [string, number] => [`touchpoint:${name}@${channel}`, people]),
        ...bounces.map(({ channel, via, people }): [string, number] => [`bounce:${channel}>${via}`, people.num]),
      ],
    },
    trends: {
      options: { of: 'touchpoints', calendar: 'month' },
      counts: ({ series }: Trended) =>
        series.flatMap(({ name, points }) =>
          points.map(({ period, people }): [string, number] => [`${period}:${name}`, people]),
        ),
    },
    recommend: {
      options: { map: 'cuisine' },
      counts: ({ answered, promoters, passives, detractors, distribution, touchpoints, periods }: Recommend) => [
        ...periods.map(({ period, n }): [string, number] => [`period:${period}`, n]),
        ['answered', answered.num],
        ['promoters', promoters],
        ['passives', passives],
        ['detractors', detractors],
        ...distribution.map((count, score): [string, number] => [`score:${score}`, count]),
        ...touchpoints.flatMap(({ touchpoint, lived, notLived }): [string, number][] => [
          [`lived:${touchpoint}`, lived.n],
          [`not-lived:${touchpoint}`, notLived.n],
        ]),
      ],
    },
    contacts: {
      options: { map: 'cuisine', cost: ['phone=6', 'design-appointment=80.5'], top: 5 },
      counts: ({ journeys, conversions, paths }: Contacts) => [
        ['journeys', journeys],
        ['conversions', conversions],
        ...paths.map(({ path, journeys: n }): [string, number] => [`path:${path.join('>')}`, n]),
      ],
    },
    effectiveness: {
      options: { map: 'cuisine', landmark: 'P30D', support: 50, stratum: ['store exists'] },
      counts: ({ atRisk, succeeded, effects }: Effectiveness) => [
        ['at-risk', atRisk],
        ['succeeded', succeeded.num],
        ...effects.flatMap(({ path, gapped, exposed, others }): [string, number][] => {
          const named = path.join(gapped ? '..' : '>')
          return [
            [`path:${named}`, exposed.den],
            [`path-succeeded:${named}`, exposed.num],
            [`others:${named}`, others.den],
            [`others-succeeded:${named}`, others.num],
          ]
        }),
      ],
    },
    compare: {
      options: { map: 'cuisine', aPeriod: '2024-07-01/2024-10-01', bPeriod: '2024-10-01/2025-01-01' },
      counts: ({ a, b, both, differences }: Compared) => [
        ['both', both],
        ...Object.entries({ a, b }).flatMap(([name, side]): [string, number][] => [
          [name, side.journeys],
          [`${name}:ended`, side.ended],
          [`${name}:succeeded`, side.succeeded],
          ...differences.map((one): [string, number] => [
            `${name}:${one.measured}${one.at === '' ? '' : `@${one.at}`}`,
            one[name === 'a' ? 'a' : 'b'].n,
          ]),
        ]),
      ],
    },
    next: {
      options: { map: 'cuisine' },
      counts: ({ open, places }: { open: number; places: readonly { touchpoint: string; open: number }[] }) => [
        ['open', open],
        ...places.map(({ touchpoint, open: n }): [string, number] => [`at:${touchpoint}`, n]),
      ],
    },
    discover: { counts: ({ cases }: { cases: number }) => [['cases', cases]] },
    value: {
      counts: ({ buyers, repeat, byFirst }: Valued) => [
        ['buyers', buyers],
        ['repeat', repeat],
        ...byFirst.map(({ first, value }): [string, number] => [`first:${first}`, value.n]),
      ],
    },
  }

interface Variants {
  readonly all: number
  readonly cases: number
  readonly top: readonly { readonly cases: number }[]
}
interface Flow {
  readonly cases: number
  readonly top: readonly { readonly from: string; readonly to: string; readonly cases: number }[]
  readonly starts: readonly { readonly event: string; readonly cases: { readonly num: number } }[]
  readonly ends: readonly { readonly event: string; readonly cases: { readonly num: number } }[]
}
interface Times {
  readonly waits: readonly {
    readonly reached: { readonly num: number; readonly den: number }
    readonly waiting: number
  }[]
}
interface Valued {
  readonly buyers: number
  readonly repeat: number
  readonly byFirst: readonly { readonly first: string; readonly value: { readonly n: number } }[]
}
interface End {
  readonly event?: string | null
  readonly end?: true
}
interface Activity {
  readonly cases: number
  readonly channels: readonly {
    readonly channel: string
    readonly people: number
    readonly only: { readonly num: number }
  }[]
  readonly periods: readonly { readonly period: string; readonly channel: string; readonly people: number }[]
  readonly touchpoints: readonly { readonly name: string; readonly channel: string; readonly people: number }[]
  readonly bounces: readonly {
    readonly channel: string
    readonly via: string
    readonly people: { readonly num: number }
  }[]
  readonly once: { readonly num: number }
}
interface Recommend {
  readonly answered: { readonly num: number }
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
  readonly distribution: readonly number[]
  readonly periods: readonly { readonly period: string; readonly n: number }[]
  readonly touchpoints: readonly {
    readonly touchpoint: string
    readonly lived: { readonly n: number }
    readonly notLived: { readonly n: number }
  }[]
}
interface Contacts {
  readonly journeys: number
  readonly conversions: number
  readonly paths: readonly { readonly path: readonly string[]; readonly journeys: number }[]
}
interface Effectiveness {
  readonly atRisk: number
  readonly succeeded: { readonly num: number }
  readonly effects: readonly {
    readonly path: readonly string[]
    readonly gapped: boolean
    readonly exposed: { readonly num: number; readonly den: number }
    readonly others: { readonly num: number; readonly den: number }
  }[]
}
interface Side {
  readonly journeys: number
  readonly ended: number
  readonly succeeded: number
}
interface Compared {
  readonly a: Side
  readonly b: Side
  readonly both: number
  readonly differences: readonly {
    readonly measured: string
    readonly at: string
    readonly a: { readonly n: number }
    readonly b: { readonly n: number }
  }[]
}
interface Funnelled {
  readonly steps: readonly {
    readonly count: number
    readonly stopped: number
    readonly open: number
    readonly dropOff: { readonly num: number }
  }[]
  readonly dropped: number
}
interface Attributed {
  readonly converted: number
  readonly models: readonly {
    readonly credits: readonly { readonly channel: string; readonly reach: { readonly num: number } }[]
  }[]
}
interface Retained {
  readonly cohorts: readonly { readonly label: string; readonly retained: readonly { readonly num: number }[] }[]
  readonly overall: readonly { readonly num: number; readonly den: number }[]
}
interface Trended {
  readonly series: readonly {
    readonly name: string
    readonly points: readonly { readonly period: string; readonly people: number }[]
  }[]
}
interface Paths {
  readonly nodes: readonly (End & { readonly step: number; readonly cases: number })[]
  readonly links: readonly { readonly step: number; readonly from: End; readonly to: End; readonly cases: number }[]
}
const end = ({ event, end: over }: End) => (over ? '(end)' : (event ?? '(other)'))
