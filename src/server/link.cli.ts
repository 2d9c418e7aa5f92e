import { resolve } from 'node:path'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { Refused } from '../kernel/index.ts'
import { liveServer } from './server-file.ts'

const noServer = (folder: string) =>
  new Refused({
    code: 'no-server',
    what: { fr: `Aucun serveur ne tourne sur ${folder}.`, en: `No server runs on ${folder}.` },
    remedy: { fr: 'Lancez parcours start, qui affiche un lien.', en: 'Run parcours start, which prints a link.' },
  })

/** `parcours link`: another link to sign a browser in to the running server; each is good once. */
export const linkCommand: Commands = (program, run) => {
  common(program.command('link'))
    .description('a new link to open the running server in a browser')
    .action((options) =>
      run(options, async (context) => {
        const folder = resolve(context.dataFolder)
        const api = (await liveServer(folder))?.engines.api
        if (!api) throw noServer(folder)
        const headers = { authorization: `Bearer ${api.token}` }
        const response = await fetch(`${api.url}/api/links`, { method: 'POST', headers })
        if (!response.ok) throw new Error(`The server answered ${response.status}`)
        const { token } = (await response.json()) as { token: string }
        const url = `${api.url}/?token=${token}`
        context.out(context.json ? JSON.stringify({ url }) : url)
      }),
    )
}
