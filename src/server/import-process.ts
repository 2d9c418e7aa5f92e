import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Place, Reading } from '../imports/imports.ts'
import { uploadRefusals } from '../imports/upload-refusals.ts'
import { done, type Outcome, refuse } from '../kernel/index.ts'
import { entry } from './child.ts'
import type { FromImport, ToImport } from './import-messages.ts'
import type { AnalyticsAddress, IngestAddress } from './role.ts'

interface Engines {
  readonly dataFolder: string
  readonly ingest: IngestAddress
  readonly analytics: AnalyticsAddress
}

const openJournal = (dataFolder: string): number => {
  mkdirSync(join(dataFolder, 'journals'), { recursive: true, mode: 0o700 })
  return openSync(join(dataFolder, 'journals', 'imports.log'), 'a', 0o600)
}

const start = (folder: string, dataFolder: string): ChildProcess => {
  const output = openJournal(dataFolder)
  try {
    return spawn(process.execPath, [...entry(), 'internal-import'], {
      cwd: folder,
      stdio: ['ignore', output, output, 'ipc'],
    })
  } finally {
    closeSync(output)
  }
}

/** Reads files each in a process of this same program: what is read never holds up those who ask the api. */
export const readInProcess =
  (engines: Engines) =>
  (place: Place): Reading => {
    const child = start(place.folder, engines.dataFolder)
    let gone = false
    child.once('exit', () => {
      gone = true
    })
    child.once('error', () => {
      gone = true
    })
    const answered = <T>(pick: (message: FromImport) => Outcome<T> | undefined): Promise<Outcome<T>> =>
      new Promise((resolve) => {
        const hear = (message: FromImport): void => {
          const outcome =
            'refused' in message
              ? refuse(message.refused)
              : 'failed' in message
                ? refuse(uploadRefusals.lost)
                : pick(message)
          if (outcome) end(outcome)
        }
        const end = (outcome: Outcome<T>): void => {
          child.off('message', hear)
          child.off('exit', lost)
          resolve(outcome)
        }
        const lost = (): void => end(refuse(uploadRefusals.lost))
        child.on('message', hear)
        child.once('exit', lost)
        if (gone) lost()
      })
    // One question at a time: a preview asked while another is answered waits for it.
    let turn: Promise<unknown> = Promise.resolve()
    const ask = <T>(message: ToImport, pick: (message: FromImport) => Outcome<T> | undefined): Promise<Outcome<T>> => {
      const mine = turn.then(() => {
        const answer = answered(pick)
        if (!gone) child.send(message, () => {})
        return answer
      })
      turn = mine
      return mine
    }
    return {
      preview: (chosen) =>
        ask({ preview: { place, chosen } }, (message) =>
          'previewed' in message ? done(message.previewed) : undefined,
        ),
      run: (order, advance) =>
        ask({ run: { place, order, ...engines } }, (message) => {
          if ('advance' in message) advance(message.advance)
          return 'ended' in message ? done(message.ended) : undefined
        }),
      end: () => void child.kill('SIGKILL'),
    }
  }
