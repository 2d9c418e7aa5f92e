import type { Live } from '../api/live.ts'
import { viewOfStored } from '../api/stored-view.ts'
import type { SourceStore } from '../collection/index.ts'
import type { Explorations } from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { ImportStore } from '../imports/import-record.ts'
import { DAY, HOUR, type Instant } from '../kernel/index.ts'
import type { Maps } from '../maps/index.ts'
import { type MomentStore, momentKey } from '../moments/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type Teller, watchedMaps } from './tell-people.ts'

export interface WatchPorts {
  readonly maps: Maps
  readonly explorations: Explorations
  readonly moments: MomentStore
  readonly imports: ImportStore
  readonly sources: SourceStore
  readonly engine: Analytics
  readonly live: Live
  readonly teller: Teller
  readonly journal: (line: string) => void
}

/** Looking costs a whole analysis of each map: what arrives is looked at together, and not more often than this. */
const LOOK_EVERY = 60_000
const FIRST_LOOK = 4_000

/** A source that spoke on most days of a week and has said nothing for a day is silent. */
const SILENT_AFTER = DAY
const SPOKE_ON = 4

const LAST_HEARD = `-- When did each source last speak, and on how many days of the week before that?
WITH heard AS (
  SELECT source, max(received_at) AS last FROM events WHERE workspace = {workspace:String} GROUP BY source
)
SELECT source, toFloat64(toUnixTimestamp64Milli(any(heard.last))) AS last,
       toUInt32(uniqExactIf(toDate(received_at), received_at >= heard.last - INTERVAL 7 DAY)) AS days
  FROM events INNER JOIN heard USING (source)
 WHERE workspace = {workspace:String}
 GROUP BY source`

const lookAtMoments = async (
  { maps, explorations, moments, live, teller }: WatchPorts,
  looked: Set<string>,
): Promise<void> => {
  for (const id of await watchedMaps(maps)) {
    looked.add(id)
    const view = await viewOfStored({ maps, explorations }, id, {})
    const noticed = await explorations.ask(view, { kind: 'moments' })
    const keyed = noticed.moments.map((moment) => ({ key: momentKey(moment), moment }))
    const { first, keys } = await moments.see(LOCAL_OWNER.workspace, id, keyed, Date.now())
    if (keys.length > 0) live.tell(['home'])
    // The first look finds what has been so for long: it stands among what needs a decision, and is no news.
    const fresh = keyed.filter(({ key }) => !first && keys.includes(key))
    await teller.noticed(
      view.map,
      fresh.map(({ moment }) => moment),
    )
  }
}

const lookAtSources = async ({ engine, sources, teller }: WatchPorts, now: Instant): Promise<void> => {
  const { workspace } = LOCAL_OWNER
  const known = new Set((await sources.list(workspace)).map(({ name }) => name))
  if (known.size === 0) return
  const heard = await engine.rows<{ source: string; last: number; days: number }>(LAST_HEARD, { workspace })
  await teller.silent(
    heard
      .filter(({ source, last, days }) => known.has(source) && days >= SPOKE_ON && now - last > SILENT_AFTER)
      .map(({ source, last }) => ({ name: source, lastAt: last })),
  )
}

const RECENT = HOUR

/** What was put up for review or published of late, by whichever way: a screen, the draft, the command line. */
const lookAtHistory = async ({ maps, teller }: WatchPorts, id: string, now: Instant): Promise<void> => {
  const history = await maps.history(LOCAL_OWNER, id)
  if (!history.ok) return
  for (const change of history.value.filter(({ at }) => now - at < RECENT))
    await teller.stands(
      { actor: LOCAL_OWNER, ...(change.signed !== undefined && { signed: change.signed }) },
      id,
      change,
    )
}

/** Runs work once at a time, again after a while when it is asked for meanwhile; what fails is for the journal. */
const paced = (work: () => Promise<void>, every: number, journal: (line: string) => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> = Promise.resolve()
  let [busy, again, stopped] = [false, false, false]
  const run = (): void => {
    timer = undefined
    busy = true
    running = work()
      .catch((problem: Error) => journal(`watching: ${problem.message}`))
      .then(() => {
        busy = false
        if (again) ask()
        again = false
      })
  }
  const ask = (after = every): void => {
    if (stopped) return
    if (busy) again = true
    else timer ??= setTimeout(run, after).unref()
  }
  return {
    ask,
    /** Without waiting for its turn. */
    askNow: (): void => {
      if (stopped || busy) return
      clearTimeout(timer)
      timer = setTimeout(run, 0).unref()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** What the home screen tells of: it is asked again where one of these changed. */
const HOME_RESTS_ON = new Set(['comments', 'revisions', 'imports', 'draft', 'maps'])

/** Looks at the journeys when something arrives, at the imports when one ends, at the sources every hour; tells people. */
export const watchJourneys = (ports: WatchPorts): { stop(): Promise<void> } => {
  const { live, imports, teller, journal } = ports
  const looked = new Set<string>()
  const moments = paced(() => lookAtMoments(ports, looked), LOOK_EVERY, journal)
  const files = paced(async () => teller.imported(await imports.list(LOCAL_OWNER.workspace, 20)), 500, journal)
  const sources = paced(() => lookAtSources(ports, Date.now()), FIRST_LOOK, journal)
  const deaf = live.listen(([what, id]) => {
    if (HOME_RESTS_ON.has(what)) live.tell(['home'])
    if (what === 'moments' || what === 'arrived' || what === 'maps') moments.ask()
    if (what === 'imports') files.ask()
    if (what === 'revisions' && id !== undefined)
      lookAtHistory(ports, id, Date.now()).catch((problem: Error) => journal(`watching: ${problem.message}`))
  })
  moments.ask(FIRST_LOOK)
  sources.ask()
  // Whoever brings a map wants to see it lit, whichever process stored it.
  const newcomers = setInterval(() => {
    const look = (ids: readonly string[]) => ids.some((id) => !looked.has(id)) && moments.askNow()
    watchedMaps(ports.maps).then(look, (problem: Error) => journal(`watching: ${problem.message}`))
  }, FIRST_LOOK).unref()
  const hourly = setInterval(() => sources.ask(), HOUR).unref()
  return {
    stop: async () => {
      deaf()
      clearInterval(hourly)
      clearInterval(newcomers)
      await Promise.all([moments.stop(), files.stop(), sources.stop()])
    },
  }
}
