import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AnalyticsForTests, startAnalyticsForTests } from './analytics-for-tests.ts'
import { migrate } from './migrate.clickhouse.ts'
import { migrations } from './tables.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

const visits = {
  name: 'visits',
  statement: 'CREATE TABLE IF NOT EXISTS visits (n UInt8) ENGINE = MergeTree ORDER BY n',
}
const doors = { name: 'doors', statement: 'CREATE TABLE IF NOT EXISTS doors (n UInt8) ENGINE = MergeTree ORDER BY n' }

it('applies what is new, in order, and nothing twice', async () => {
  await migrate(engine.analytics)
  await migrate(engine.analytics, [...migrations, visits])
  await migrate(engine.analytics, [...migrations, visits, doors])
  const applied = await engine.analytics.rows('SELECT position, name FROM parcours_migrations ORDER BY position')
  expect(applied).toEqual([...migrations, visits, doors].map(({ name }, position) => ({ position, name })))
})

it('refuses a step whose text changed since it was applied', async () => {
  const edited = { ...visits, statement: `${visits.statement}, n` }
  await expect(migrate(engine.analytics, [...migrations, edited, doors])).rejects.toMatchObject({
    refusal: { code: 'analytics-migration-edited' },
  })
})

it('refuses a step that is missing, or that came from a newer version', async () => {
  await expect(migrate(engine.analytics, [...migrations, doors])).rejects.toMatchObject({
    refusal: { code: 'analytics-migration-edited' },
  })
  await expect(migrate(engine.analytics, [...migrations, visits])).rejects.toMatchObject({
    refusal: { code: 'analytics-migration-unknown' },
  })
})
