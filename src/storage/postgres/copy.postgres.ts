import type pg from 'pg'
import { copied, copyStatement } from './copied.ts'
import type { Cell } from './database.ts'

/** Rows of one message: few are in memory twice. */
const AT_ONCE = 1_000

/** What of a connection COPY needs, which the types of `pg` do not tell. */
interface Wire {
  query(text: string): void
  sendCopyFromChunk(bytes: Buffer): void
  endCopyFrom(): void
  sendCopyFail(words: string): void
}

/** COPY as `pg` wants what it sends: told of each answer of the server, in its turn among the other statements. */
class Copying implements pg.Submittable {
  readonly #statement: string
  readonly #rows: readonly (readonly Cell[])[]
  readonly #ended: (problem?: Error) => void
  #problem: Error | undefined

  constructor(statement: string, rows: readonly (readonly Cell[])[], ended: (problem?: Error) => void) {
    this.#statement = statement
    this.#rows = rows
    this.#ended = ended
  }

  submit(connection: pg.Connection): void {
    ;(connection as unknown as Wire).query(this.#statement)
  }

  handleCopyInResponse(connection: pg.Connection): void {
    const wire = connection as unknown as Wire
    try {
      for (let from = 0; from < this.#rows.length; from += AT_ONCE)
        wire.sendCopyFromChunk(Buffer.from(copied(this.#rows.slice(from, from + AT_ONCE))))
      wire.endCopyFrom()
    } catch (problem) {
      this.#problem = problem as Error
      wire.sendCopyFail('a row cannot be written')
    }
  }

  handleCommandComplete(): void {}

  handleError(problem: Error): void {
    this.#ended(this.#problem ?? problem)
  }

  handleReadyForQuery(): void {
    this.#ended()
  }
}

/** Copies rows into a table over a connection, or a pool's. */
export const copyOver = (
  client: Pick<pg.ClientBase, 'query'>,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> =>
  new Promise((resolve, reject) => {
    client.query(new Copying(copyStatement(table, columns), rows, (problem) => (problem ? reject(problem) : resolve())))
  })
