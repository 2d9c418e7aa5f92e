import type { Language } from '../kernel/index.ts'

/** How far the reading of a file is. */
export interface Progress {
  readonly consumed: number
  readonly size: number
  readonly rows: number
}

const WIDTH = 20
const number = (value: number, language: Language) =>
  Math.round(value).toLocaleString(language === 'fr' ? 'fr-FR' : 'en-US')
const duration = (seconds: number): string =>
  seconds >= 3600
    ? `${Math.floor(seconds / 3600)} h ${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`
    : `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** One line of progress: a bar, the share read, rows and megabytes a second, and the time left. */
export const progressLine = (
  name: string,
  { consumed, size, rows }: Progress,
  since: { readonly seconds: number; readonly bytes: number; readonly rows: number },
  language: Language,
): string => {
  const share = size === 0 ? 1 : Math.min(1, consumed / size)
  const done = Math.round(share * WIDTH)
  const bar = '█'.repeat(done) + '░'.repeat(WIDTH - done)
  const seconds = Math.max(since.seconds, 0.001)
  const bytesPerSecond = (consumed - since.bytes) / seconds
  const left = bytesPerSecond > 0 ? duration((size - consumed) / bytesPerSecond) : '…'
  const rate = number((rows - since.rows) / seconds, language)
  const megabytes = (bytesPerSecond / 1e6).toFixed(1)
  return language === 'fr'
    ? `${name}  ${bar} ${Math.round(share * 100)} %  ${rate} lignes/s  ${megabytes.replace('.', ',')} Mo/s  reste ${left}`
    : `${name}  ${bar} ${Math.round(share * 100)}%  ${rate} rows/s  ${megabytes} MB/s  ${left} left`
}
