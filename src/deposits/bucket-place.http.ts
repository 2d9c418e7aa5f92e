import { AwsClient } from 'aws4fetch'
import { SaxesParser } from 'saxes'
import { checkAddress } from './address.node.ts'
import type { BucketPlace, Lying, Place } from './deposit.ts'

const PATIENCE = 60_000
const MOST_PAGES = 1_000

/** Of a page of a bucket's list: its files, and where the next page begins. */
export const pageOf = (xml: string): { readonly files: readonly Lying[]; readonly next: string | undefined } => {
  const files: Lying[] = []
  let [path, text, next]: [string[], string, string | undefined] = [[], '', undefined]
  let one: { Key?: string; Size?: string; ETag?: string } = {}
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    path = [...path, name]
    text = ''
    if (name === 'Contents') one = {}
  })
  parser.on('text', (part) => {
    text += part
  })
  parser.on('closetag', ({ name }) => {
    path = path.slice(0, -1)
    if (path.at(-1) === 'Contents' && (name === 'Key' || name === 'Size' || name === 'ETag'))
      one = { ...one, [name]: text }
    if (name === 'NextContinuationToken') next = text
    if (name === 'Contents' && one.Key !== undefined)
      files.push({ file: one.Key, size: Number(one.Size ?? 0), version: (one.ETag ?? '').replaceAll('"', '') })
    text = ''
  })
  parser.write(xml).close()
  return { files, next }
}

/** A bucket of an S3-compatible store, asked with signed requests; its address is checked before each look. */
export const openBucketPlace = async (place: BucketPlace, secretAccessKey: string): Promise<Place> => {
  const { endpoint, bucket, prefix, region, accessKey, allowPrivate } = place
  const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey, region, service: 's3', retries: 2 })
  const base = await checkAddress(endpoint, allowPrivate)
  const ask = async (path: string, headers: Record<string, string> = {}): Promise<Response> => {
    const url = `${base.origin}/${encodeURIComponent(bucket)}${path}`
    // A redirect could lead where the address was not checked.
    const answer = await client.fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) })
    if (answer.ok) return answer
    await answer.body?.cancel()
    throw new Error(`${answer.status}`)
  }
  return {
    async list() {
      const files: Lying[] = []
      let next: string | undefined
      for (let page = 0; page < MOST_PAGES; page++) {
        const query = new URLSearchParams({ 'list-type': '2', prefix, ...(next && { 'continuation-token': next }) })
        const read = pageOf(await (await ask(`?${query}`)).text())
        files.push(...read.files)
        next = read.next
        if (next === undefined) break
      }
      return files
    },
    async *read({ file, version }) {
      const key = file.split('/').map(encodeURIComponent).join('/')
      const answer = await ask(`/${key}`, { 'if-match': `"${version}"` })
      yield* answer.body as unknown as AsyncIterable<Uint8Array>
    },
  }
}
