import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, connect as connectSocket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analysisEndpoints } from '../analyses/analyses.http.ts'
import { analysedOnce } from '../analyses/index.ts'
import { createPostgresAnsweredRequests } from '../api/answered-requests.postgres.ts'
import { createApp, type Page } from '../api/app.ts'
import type { Endpoint } from '../api/endpoint.ts'
import type { Vitals } from '../api/metrics.ts'
import { page } from '../api/page.ts'
import { createSessions } from '../api/session.ts'
import { takeAwayInThread } from '../cli/take-away-in-thread.ts'
import { interactionEndpoints } from '../events/interactions.http.ts'
import { createLogReader } from '../events/log-reader.clickhouse.ts'
import { askedOnce } from '../explorations/index.ts'
import { exportEndpoints } from '../exports/exports.http.ts'
import { localOwnerMay } from '../governance/index.ts'
import { createPostgresWorkspaceStore } from '../governance/workspace-store.postgres.ts'
import { createCaseReader } from '../journeys/case-reader.clickhouse.ts'
import { draftEndpoints } from '../journeys/draft.http.ts'
import { logEndpoints } from '../journeys/log.http.ts'
import { Refused } from '../kernel/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import { createMaps } from '../maps/index.ts'
import { createPostgresMapStore } from '../maps/map-store.postgres.ts'
import { mapEndpoints } from '../maps/maps.http.ts'
import { eventLogEndpoints } from '../mining/export.http.ts'
import { reportOf } from '../reports/report.http.ts'
import { createSegments } from '../segments/index.ts'
import { createPostgresSegmentStore } from '../segments/segment-store.postgres.ts'
import { segmented } from '../segments/segmented.http.ts'
import { openPool } from '../storage/postgres/pool.postgres.ts'
import type { ToChild } from './child.ts'
import { collecting } from './collecting.ts'
import { consenting } from './consenting.ts'
import { exploreEndpoints, explorerOver, readerOver } from './explore.ts'
import { exploreInThread } from './explore-in-thread.ts'
import { heardLive } from './heard-live.ts'
import { startImporting } from './importing.ts'
import { liveJourneyEndpoints } from './live-journeys.ts'
import { mapDrafts } from './map-drafts.ts'
import { mapMakingEndpoints } from './map-making.ts'
import { createOutside } from './outside.ts'
import { peopleDoors } from './people-endpoints.ts'
import { portTaken } from './preflight.ts'
import { reachAnalytics } from './reach.ts'
import type { ApiAddress, EngineAddresses, RoleOptions, StartRole } from './role.ts'
import { folderSecret } from './secret.ts'
import { tellCollector } from './sources-over.ts'
import { storedMap } from './stored-map.ts'
import { teamwork } from './teamwork.ts'
import { tellScreens } from './tell-screens.ts'
import { workspaceOver } from './workspace.ts'

const absent = () => Promise.reject(new Error('not running'))

const reach = (socket: string | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    if (!socket) return reject(new Error('not running'))
    const trial = connectSocket(socket, () => {
      trial.destroy()
      resolve()
    })
    trial.once('error', reject)
  })

/** What the supervisor says that each process has counted. */
const heardTallies = (): (() => Vitals['tallies']) => {
  let tallies: Vitals['tallies'] = {}
  process.on('message', (message: ToChild) => {
    if ('tallies' in message) tallies = message.tallies
  })
  return () => tallies
}

/** Where the built web application lies, beside the built program; absent when run from the source. */
const WEB = fileURLToPath(new URL('../web', import.meta.url))

const applicationOr = (web: string | undefined): Page =>
  web === undefined
    ? { html: page.notBuilt }
    : { html: readFileSync(join(web, 'index.html'), 'utf8'), application: true }

/** The engines that the api asks, and whether each answers within a second. */
const connect = ({ postgres, analytics, ingest }: EngineAddresses) => {
  const database = postgres ? openPool(postgres) : undefined
  const engine = analytics ? reachAnalytics(analytics) : undefined
  const within = async (question: Promise<unknown>): Promise<boolean> => {
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 1_000).unref())
    return Promise.race([
      question.then(
        () => true,
        () => false,
      ),
      late,
    ])
  }
  return {
    database,
    engine,
    up: async (): Promise<Vitals['up']> => ({
      postgres: await within(database?.query('SELECT 1') ?? absent()),
      analytics: await within(engine?.rows('SELECT 1') ?? absent()),
      ingest: await within(reach(ingest?.socket)),
    }),
    close: async () => {
      await engine?.close()
      await database?.close()
    },
  }
}

const listen = async (app: Awaited<ReturnType<typeof createApp>>, { host, port }: RoleOptions): Promise<string> => {
  try {
    await app.listen({ host, port })
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new Refused(portTaken(port))
    throw problem
  }
  const { address, port: taken, family } = app.server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`
}

/** The api role: the web pages and the programs' interface, over the engines that run. */
export const startApi: StartRole<ApiAddress> = async (options) => {
  const engines = connect(options.engines)
  const token = await folderSecret(options.dataFolder, 'api')
  // The database is the record of the sources: a folder or a database that was restored is told anew.
  if (engines.database) await tellCollector(engines.database, options.dataFolder)
  const sessions = createSessions(token)
  const tallies = heardTallies()
  const vitals = async (): Promise<Vitals> => ({ tallies: tallies(), up: await engines.up() })
  const maps =
    engines.database &&
    createMaps({
      store: createPostgresMapStore(engines.database),
      may: localOwnerMay,
      now: Date.now,
      hash: mapHash,
    })
  const reader = engines.engine && createCaseReader(engines.engine)
  const explorer = engines.engine && explorerOver(engines.engine)
  const { analytics } = options.engines
  const thread = analytics && explorer && exploreInThread(analytics, explorer.version, maps && storedMap(maps))
  const heard = heardLive(options.dataFolder, Date.now)
  const livedPorts = maps && reader && { maps, reader, now: Date.now, heard }
  const { database, engine } = engines
  const told = await tellScreens({ database, engine, analytics: options.engines.analytics, now: Date.now })
  const { live } = told
  const workspace = workspaceOver(database && createPostgresWorkspaceStore(database), live, heard)
  const explorations = thread && workspace.exploring(askedOnce(thread))
  const drafts = database && maps && (await mapDrafts({ database, maps, live }))
  const importing = await startImporting(options.dataFolder, options.engines, database, live, workspace.zone)
  const { ingest } = options.engines
  const sources =
    database && engine && ingest && collecting({ dataFolder: options.dataFolder, database, engine, ingest, live, maps })
  const web = existsSync(join(WEB, 'index.html')) ? WEB : undefined
  const application = applicationOr(web)
  const journal = (line: string) => void process.stderr.write(`${new Date().toISOString()} ${line}\n`)
  const outside =
    database &&
    maps &&
    explorations &&
    drafts &&
    createOutside({
      ...{ database, explore: { maps, explorations }, drafts: drafts.drafts, live, web, journal },
      zone: workspace.zone,
      secret: await folderSecret(options.dataFolder, 'workshops'),
    })
  const segments =
    database && createSegments({ store: createPostgresSegmentStore(database), may: localOwnerMay, now: Date.now })
  const unkept = drafts ? drafts.unkept : async () => 0
  const together =
    database && maps && segments && teamwork({ database, engine, maps, live, explorations, segments, unkept, journal })
  const named = (endpoints: readonly Endpoint[]) =>
    workspace.inZone(segments ? segmented(segments, endpoints) : endpoints)
  const app = await createApp({
    version: '0.1.0',
    now: Date.now,
    sessions,
    endpoints: named([
      ...told.endpoints,
      ...workspace.endpoints,
      ...importing.endpoints,
      ...(sources?.endpoints ?? []),
      ...(maps ? mapEndpoints(maps) : []),
      ...(together?.endpoints ?? []),
      ...(engines.engine ? interactionEndpoints({ log: createLogReader(engines.engine), may: localOwnerMay }) : []),
      ...mapMakingEndpoints({ maps, analytics: engines.engine, live }),
      ...(reader && engines.engine
        ? [
            ...logEndpoints({ ...reader, parts: readerOver(engines.engine).parts }),
            ...draftEndpoints(reader, localOwnerMay),
          ]
        : []),
      ...(maps && explorations ? exploreEndpoints(maps, explorations) : []),
      ...(maps && thread
        ? analysisEndpoints({ analyst: workspace.analysing(analysedOnce(thread)), may: localOwnerMay })
        : []),
      ...(maps && explorer ? eventLogEndpoints({ maps, explorer: workspace.looking(explorer) }) : []),
      ...(database && engine && maps && segments
        ? peopleDoors({ database, engine, maps, segments }, live, workspace.zone)
        : []),
      ...(database && engine && ingest ? consenting({ database, engine, ingest, live }) : []),
      ...(database && maps ? liveJourneyEndpoints(database, maps) : []),
      ...(drafts?.endpoints ?? []),
      ...(maps && explorations
        ? exportEndpoints({ maps, explorations, takeAway: takeAwayInThread, now: Date.now })
        : []),
      ...(outside?.endpoints ?? []),
    ]),
    attach: async (app) => {
      await drafts?.attach(app)
      await sources?.attach(app)
    },
    ...(web !== undefined && { web }),
    pages: {
      '/': async () => application,
      ...(livedPorts && { '/reports/:map': reportOf({ ...livedPorts, zone: workspace.zone }) }),
    },
    vitals,
    live,
    ...(engines.database && { answered: createPostgresAnsweredRequests(engines.database) }),
    journal,
  })
  const url = await listen(app, options)
  if (options.public) await outside?.open(options.public)
  const open = outside?.address()
  return {
    address: { url, token, link: sessions.newLink(Date.now()), ...(open && { public: open }) },
    stop: async () => {
      await together?.stop()
      await told.stop()
      await outside?.close()
      importing.stop()
      await app.close()
      await drafts?.stop()
      await thread?.stop()
      await engines.close()
    },
  }
}
