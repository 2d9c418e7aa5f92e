import { useSyncExternalStore } from 'react'
import type { Language } from '../../../kernel/index.ts'
import { answers, ask, Problem, send } from '../../ask.ts'
import type { ToldImport } from './use-imports.ts'

/** A file on its way to the server; it goes on whatever screen is shown. */
export interface Upload {
  readonly id: string
  readonly name: string
  readonly sent: number
  readonly size: number
  /** Why it stands still: `resume` goes on from where the server has it. */
  readonly problem?: Error
}

interface Sending {
  readonly file: File
  readonly language: Language
}

/** A cut costs one part at most. */
const PART = 4 << 20
const TRIES = 5

let shown: ReadonlyMap<string, Upload> = new Map()
const sending = new Map<string, Sending>()
const listeners = new Set<() => void>()

const show = (id: string, upload: Upload | undefined): void => {
  const next = new Map(shown)
  if (upload) next.set(id, upload)
  else next.delete(id)
  shown = next
  for (const listener of listeners) listener()
}

const sendPart = async (id: string, { file, language }: Sending, at: number): Promise<number> => {
  const response = await fetch(`/api/imports/${id}/bytes?at=${at}`, {
    method: 'PUT',
    headers: { accept: 'application/json', 'accept-language': language, 'content-type': 'application/octet-stream' },
    body: file.slice(at, at + PART),
  })
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
  return ((await response.json()) as { received: number }).received
}

const received = async (id: string, language: Language): Promise<number> =>
  (await ask<{ received: number }>(`/api/imports/${id}/bytes`, language)).received

/** Whether another try may help: the way there was cut, or another part arrived. */
const passing = (problem: unknown): boolean =>
  !(problem instanceof Problem) || problem.status >= 500
    ? !(problem instanceof Problem && problem.status === 507)
    : problem.code === 'upload-elsewhere'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const sendAll = async (id: string, from: number): Promise<void> => {
  const one = sending.get(id)
  if (!one) return
  const { file, language } = one
  let [at, tries] = [from, 0]
  while (at < file.size && sending.has(id)) {
    show(id, { id, name: file.name, sent: at, size: file.size })
    try {
      at = await sendPart(id, one, at)
      tries = 0
    } catch (problem) {
      if (!passing(problem) || ++tries > TRIES) {
        show(id, { id, name: file.name, sent: at, size: file.size, problem: problem as Error })
        return
      }
      await pause(300 * 2 ** tries)
      at = await received(id, language).catch(() => at)
    }
  }
  sending.delete(id)
  await answers.invalidateQueries({ queryKey: ['imports'] })
  show(id, undefined)
}

/** The import that a file was meant for and that it never wholly reached. */
const unfinished = async ({ name, size }: File, language: Language): Promise<string | undefined> => {
  const { items } = await ask<{ items: readonly ToldImport[] }>('/api/imports', language)
  return items.find(
    (one) => one.state === 'receiving' && one.file === name && one.size === size && !sending.has(one.id),
  )?.id
}

/** Begins to send a file, or goes on with it where it was cut; gives the id of its import. */
export const upload = async (file: File, language: Language): Promise<string> => {
  const known = await unfinished(file, language)
  const id =
    known ?? (await send<ToldImport>('POST', '/api/imports', language, { file: file.name, size: file.size })).id
  sending.set(id, { file, language })
  void sendAll(id, known ? await received(id, language) : 0)
  return id
}

/** Goes on after what stopped it. */
export const resume = async (id: string): Promise<void> => {
  const one = sending.get(id)
  if (one) await sendAll(id, await received(id, one.language).catch(() => 0))
}

export const giveUp = (id: string): void => {
  sending.delete(id)
  show(id, undefined)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The files on their way from this page, by the id of their import. */
export const useUploads = (): ReadonlyMap<string, Upload> => useSyncExternalStore(subscribe, () => shown)
