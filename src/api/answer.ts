import type { Readable } from 'node:stream'

/** A file to keep: what the browser downloads. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array | Readable
}

/** An answer with its revision, so that a caller can ask whether it changed. */
export interface Answer<Body> {
  readonly body: Body
  readonly etag?: string
  /** 200 where it is not said. */
  readonly status?: 201 | 202
  /** In place of the body. */
  readonly download?: Download
  /** It holds a secret, which is told once and kept nowhere: the same request sent again is done again. */
  readonly secret?: true
}
