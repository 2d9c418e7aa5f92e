import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { AwsClient } from 'aws4fetch'
import { SaxesParser } from 'saxes'
import { checkAddress, getFrom } from './address.node.ts'
import type { BucketPlace, Lying, Place } from './deposit.ts'

const PATIENCE = 60_000
const MOST_PAGES = 1_000

/** Of a page of a bucket's list: its files, and where the next page begins. */
export const pageOf = (xml: string): { readonly files: readonly Lying[]; readonly next: string | undefined } => {
  const files: Lying[] = []
  let [path, said, next]: [string[], string, string | undefined] = [[], '', undefined]
  let one: { Key?: string; Size?: string; ETag?: string } = {}
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    path = [...path, name]
    said = ''
    if (name === 'Contents') one = {}
  })
  parser.on('text', (part) => {
    said += part
  })
  parser.on('closetag', ({ name }) => {
    path = path.slice(0, -1)
    if (path.at(-1) === 'Contents' && (name === 'Key' || name === 'Size' || name === 'ETag'))
      one = { ...one, [name]: said }
    if (name === 'NextContinuationToken') next = said
    if (name === 'Contents' && one.Key !== undefined)
      files.push({ file: one.Key, size: Number(one.Size ?? 0), version: (one.ETag ?? '').replaceAll('"', '') })
    said = ''
  })
  parser.write(xml).close()
  return { files, next }
}

/** A bucket of an S3-compatible store, asked with signed requests; its address is checked before each look. */
export const openBucketPlace = async (place: BucketPlace, secretAccessKey: string): Promise<Place> => {
  const { endpoint, bucket, prefix, region, accessKey, allowPrivate } = place
  const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey, region, service: 's3' })
  const base = await checkAddress(endpoint, allowPrivate)
  const ask = async (path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> => {
    const signed = await client.sign(`${base.origin}/${encodeURIComponent(bucket)}${path}`, { headers })
    const answer = await getFrom(signed, { allowPrivate, signal: AbortSignal.timeout(PATIENCE) })
    if (answer.statusCode === 200) return answer
    answer.destroy()
    throw new Error(`${answer.statusCode}`)
  }
  return {
    async list() {
      const files: Lying[] = []
      let next: string | undefined
      for (let page = 0; page < MOST_PAGES; page++) {
        const query = new URLSearchParams({ 'list-type': '2', prefix, ...(next && { 'continuation-token': next }) })
        const read = pageOf(await text(await ask(`?${query}`)))
        files.push(...read.files)
        next = read.next
        if (next === undefined) break
      }
      return files
    },
    async *read({ file, version }) {
      const key = file.split('/').map(encodeURIComponent).join('/')
      yield* await ask(`/${key}`, { 'if-match': `"${version}"` })
    },
  }
}
