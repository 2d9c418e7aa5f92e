import { spawn } from 'node:child_process'
import { chmod, cp, mkdtemp, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installedBinaries } from './binaries.ts'
import { startPostgres } from './embedded.ts'
import { unprivilegedOwner } from './home.ts'
import { placeUnder } from './identity.ts'
import { openPool } from './pool.postgres.ts'

let base: string
beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'parcours-pg-')))
  // Another user goes through it where the tests run as root.
  await chmod(base, 0o711)
})
afterEach(() => rm(base, { recursive: true, force: true }))

const place = async () => {
  const owner = await unprivilegedOwner()
  return { home: join(base, 'home'), owner, binaries: await installedBinaries(base, owner) }
}

const gone = async (pid: number): Promise<boolean> => {
  for (let waited = 0; waited < 20_000; waited += 50) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

/** A process that starts PostgreSQL, says its number, and waits to be killed. */
const starter = async (home: string) => {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const here = dirname(fileURLToPath(import.meta.url))
  const program = `
    import { startPostgres } from '${join(here, 'embedded.ts')}'
    import { installedBinaries } from '${join(here, 'binaries.ts')}'
    import { unprivilegedOwner } from '${join(here, 'home.ts')}'
    const owner = await unprivilegedOwner()
    const { pid } = await startPostgres({ home: '${home}', owner, binaries: await installedBinaries('${home}', owner) })
    process.stdout.write(pid + '\\n')`
  const child = spawn(process.execPath, ['--import', loader, '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = await new Promise<number>((resolve) => child.stdout.once('data', (line) => resolve(Number(line))))
  return { child, pid }
}

describe('the embedded PostgreSQL', () => {
  it('keeps what was written, across a stop', async () => {
    const first = await startPostgres(await place())
    const database = openPool(first.url)
    await database.query('CREATE TABLE visits (store text)')
    await database.query('INSERT INTO visits VALUES ($1)', ['Lille'])
    await database.close()
    await first.stop()
    expect(await gone(first.pid)).toBe(true)
    const second = await startPostgres(await place())
    const again = openPool(second.url)
    expect(await again.query('SELECT store FROM visits')).toEqual([{ store: 'Lille' }])
    await again.close()
    await second.stop()
  })

  it('listens for its owner alone, on a socket that wants a password', async () => {
    const server = await startPostgres(await place())
    expect((await stat(server.socketFolder)).mode & 0o777).toBe(0o700)
    const stranger = openPool(server.url.replace(/:[^:@]+@/, ':guessed@'))
    await expect(stranger.query('SELECT 1')).rejects.toMatchObject({ code: '28P01' })
    await stranger.close()
    await server.stop()
    expect(await stat(server.socketFolder).catch(() => 'gone')).toBe('gone')
  })

  it('stops when the process that started it is killed', async () => {
    const { child, pid } = await starter(join(base, 'home'))
    child.kill('SIGKILL')
    expect(await gone(pid)).toBe(true)
  })

  it('starts again at once after such a kill, and leaves people’s data out of its journal', async () => {
    const { child } = await starter(join(base, 'home'))
    child.kill('SIGKILL')
    const server = await startPostgres(await place())
    const database = openPool(server.url)
    await expect(database.query(`SELECT 'Claire Martin'::integer`)).rejects.toThrow()
    await database.close()
    await server.stop()
    expect(await readFile(join(base, 'home', 'postgres.log'), 'utf8')).not.toContain('SELECT')
  })

  it('says why it cannot start', async () => {
    const { home, owner, binaries } = await place()
    const server = await startPostgres({ home, owner, binaries })
    await server.stop()
    await rm(join(home, 'cluster', 'global'), { recursive: true })
    await expect(startPostgres({ home, owner, binaries })).rejects.toMatchObject({
      refusal: { code: 'postgres-did-not-start' },
    })
  })
})

describe('the place of a data folder outside of it', () => {
  const places = () => join(base, 'places')
  const folder = (name: string) => join(base, name)

  it('is its own, and follows it when it moves', async () => {
    const lille = await placeUnder(places(), folder('lille'))
    expect(await placeUnder(places(), folder('lille'))).toBe(lille)
    expect(await placeUnder(places(), folder('nantes'))).not.toBe(lille)
    await rename(folder('lille'), folder('roubaix'))
    expect(await placeUnder(places(), folder('roubaix'))).toBe(lille)
    expect(await readdir(places())).toHaveLength(2)
  })

  it('is refused to a copy of the folder', async () => {
    await placeUnder(places(), folder('lille'))
    await cp(folder('lille'), folder('copy'), { recursive: true })
    await expect(placeUnder(places(), folder('copy'))).rejects.toMatchObject({
      refusal: { code: 'data-folder-copied' },
    })
  })
})
