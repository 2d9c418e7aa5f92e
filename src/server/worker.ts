import { createPostgresLive } from '../api/live.postgres.ts'
import { createLive } from '../api/live.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import { count } from '../spine.ts'
import { openPool } from '../storage/postgres/pool.postgres.ts'
import { arrivalsIn } from './arrivals.ts'
import { startFolding } from './fold.ts'
import { keepAlike } from './keep-alike.ts'
import { keepCases } from './keep-cases.ts'
import { keepTexts } from './keep-texts.ts'
import { passagesOver } from './live-journeys.ts'
import { peopleOver } from './people.ts'
import { reachAnalytics } from './reach.ts'
import type { StartRole, WorkerAddress } from './role.ts'
import { watchArrivals } from './watch-arrivals.ts'

const LOOK_EVERY = 2_000
const PASS_TIME_EVERY = 15_000

/**
 * The worker role: folds what arrives into what is known of people. It reads the log as far as it can be queried, once
 * for all that follows it, and keeps what it makes of it with how far it read: killed anywhere, it goes on from there.
 */
export const startWorker: StartRole<WorkerAddress> = async ({ dataFolder, engines: { postgres, analytics } }) => {
  if (!postgres || !analytics) return { address: { folds: [] }, stop: async () => {} }
  const database = openPool(postgres, 3)
  const engine = reachAnalytics(analytics)
  const arrivals = arrivalsIn(dataFolder)
  const { people, profiles, faces, likenesses, sayings } = peopleOver(engine, database, Date.now, arrivals)
  const passages = passagesOver({ arrivals, engine, database, people })
  const live = await createPostgresLive(createLive(), database)
  const fold = async (): Promise<boolean> => {
    // Faces rest on nobody's identity, and are seen meanwhile.
    const all = await Promise.all([seeFaces(), tieNames().then(async (more) => (await follow()) || more)])
    return all.some((more) => more)
  }
  const seeFaces = async (): Promise<boolean> => {
    const begun = performance.now()
    const { met, more } = orThrow(await faces.refresh(LOCAL_OWNER))
    count.passed('unify', met, (performance.now() - begun) / 1000)
    if (met > 0) live.tell(['people'])
    if (met > 0) alike.nudge()
    return more
  }
  const tieNames = async (): Promise<boolean> => {
    const { identifiers, more } = orThrow(await profiles.refresh(LOCAL_OWNER))
    if (identifiers > 0) live.tell(['people'])
    return more
  }
  /** After who is who: what somebody lives now is theirs from the start. */
  const follow = async (): Promise<boolean> => {
    const begun = performance.now()
    const { rows, passages: changed, more } = await passages.fold(LOCAL_OWNER)
    count.passed('advance', rows, (performance.now() - begun) / 1000)
    if (changed > 0) live.tell(['live-journeys'])
    return more
  }
  const trouble = (problem: unknown): void => {
    const words = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)
    process.stderr.write(`${new Date().toISOString()} folding: ${words}\n`)
  }
  const folding = startFolding(fold, trouble)
  const alike = keepAlike(likenesses, () => live.tell(['people']), trouble)
  const cases = keepCases(engine, trouble)
  const texts = keepTexts(sayings, trouble)
  const watch = watchArrivals(analytics, () => {
    folding.nudge()
    cases.nudge()
    texts.nudge()
  })
  // A command may declare what names people, or merge and part them: nothing arrives then.
  const known = people.read(LOCAL_OWNER.workspace)
  let seen = ''
  const look = async (): Promise<void> => {
    const now = JSON.stringify([await known.claims(), await known.version()])
    if (seen !== '' && now !== seen) {
      folding.nudge()
      live.tell(['people'])
    }
    seen = now
  }
  // Time alone makes journeys late, and ends them.
  const passing = setInterval(() => folding.nudge(), PASS_TIME_EVERY)
  const looking = setInterval(() => void look().catch(() => undefined), LOOK_EVERY)
  return {
    address: { folds: ['people', 'journeys'] },
    stop: async () => {
      clearInterval(looking)
      clearInterval(passing)
      watch.stop()
      await Promise.all([watch.stopped, folding.stop(), cases.stop(), texts.stop(), alike.stop()])
      await live.close()
      await engine.close()
      await database.close()
    },
  }
}
