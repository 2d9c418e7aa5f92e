import type { FastifyInstance } from 'fastify'
import Fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { liveContract, openMemoryLive } from './live.contract.ts'
import { createPostgresLive } from './live.postgres.ts'
import { type Changed, createLive, type Live, serveLive } from './live.ts'

liveContract(openMemoryLive)
onEveryPostgres('what tells the screens', (database) => {
  liveContract(async () => {
    const [one, other] = [
      await createPostgresLive(createLive(), database()),
      await createPostgresLive(createLive(), database()),
    ]
    return {
      one,
      other,
      close: async () => {
        await one.close()
        await other.close()
      },
    }
  })

  it('takes for nothing what another program notifies on the channel', async () => {
    const live = await createPostgresLive(createLive(), database())
    const heard: Changed[] = []
    const told = new Promise<void>((resolve) => {
      live.listen((changed) => {
        heard.push(changed)
        resolve()
      })
    })
    for (const payload of ['no JSON', '{"from":"x","changed":"maps"}', '{"from":"x","changed":["maps"]}'])
      await database().query('SELECT pg_notify($1, $2)', ['parcours_live', payload])
    await told
    expect(heard).toEqual([['maps']])
    await live.close()
  })
})

describe('the stream of a screen', () => {
  let app: FastifyInstance
  let live: Live
  let url: string
  beforeEach(async () => {
    app = Fastify({ forceCloseConnections: true })
    live = createLive()
    serveLive(app, live)
    url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/live`
  })
  afterEach(() => app.close())

  const reading = async (signal?: AbortSignal) => {
    const response = await fetch(url, signal ? { signal } : {})
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return {
      response,
      until: async (wanted: string): Promise<string> => {
        while (!text.includes(wanted)) text += (await reader?.read())?.value ?? ''
        return text
      },
    }
  }

  it('begins at once, kept by nobody on the way, and says each change as the question that it bears on', async () => {
    const { response, until } = await reading()
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-store')
    await until('retry:')
    live.tell(['comments', 'cuisine'])
    live.tell(['maps'])
    expect(await until('["maps"]')).toContain('event: changed\ndata: ["comments","cuisine"]\n\n')
  })

  it('reaches every screen, and forgets one that was closed', async () => {
    const leaving = new AbortController()
    let listeners = 0
    const counted: Live = {
      tell: live.tell,
      listen: (hear) => {
        listeners++
        const deaf = live.listen(hear)
        return () => {
          listeners--
          deaf()
        }
      },
    }
    await app.close()
    app = Fastify({ forceCloseConnections: true })
    serveLive(app, counted)
    url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/live`
    const [claire, karim] = [await reading(leaving.signal), await reading()]
    await Promise.all([claire.until('retry:'), karim.until('retry:')])
    expect(listeners).toBe(2)
    leaving.abort()
    while (listeners > 1) await new Promise((turn) => setImmediate(turn))
    live.tell(['maps'])
    expect(await karim.until('["maps"]')).toContain('["maps"]')
  })
})
