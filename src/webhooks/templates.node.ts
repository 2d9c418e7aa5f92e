import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Json } from '../events/index.ts'
import type { Words } from '../kernel/index.ts'

/** A mapping to begin with, and an example of what its sender sends. */
export interface WebhookTemplate {
  readonly name: string
  readonly title: Words
  readonly mapping: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Json
}

const FOLDER = fileURLToPath(new URL('../../examples/webhooks/', import.meta.url))

const read = (name: string): WebhookTemplate => {
  const mapping = readFileSync(`${FOLDER}${name}.yaml`, 'utf8')
  const { title } = parse(mapping) as { readonly title: Words }
  const example = JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8')) as {
    readonly headers?: Readonly<Record<string, string>>
    readonly body: Json
  }
  return { name, title, mapping, headers: example.headers ?? {}, payload: example.body }
}

let known: readonly WebhookTemplate[] | undefined

/** The ready-made mappings, by name (`examples/webhooks`). */
export const webhookTemplates = (): readonly WebhookTemplate[] => {
  known ??= readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => read(file.slice(0, -'.yaml'.length)))
  return known
}
