/**
 * Port: the operational database. One SQL for PGlite (tests), the embedded server and any PostgreSQL.
 * Values come back alike from all of them: `bigint` as a number (it throws above 2^53), `numeric` and `date` as text,
 * `timestamptz` as a `Date`, `jsonb` parsed, `bytea` as bytes. A constraint that refuses throws with its SQLSTATE in `code`.
 */
export interface Database {
  /** Rows of one statement with `$1`-style parameters; one that is named is prepared, once on each connection. */
  query<Row extends object>(text: string, parameters?: readonly unknown[], name?: string): Promise<Row[]>
  /** Runs work in one transaction: committed when it resolves, undone when it throws. Inside another, a savepoint. */
  transaction<T>(work: (database: Database) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Who listens to the database's notifications. */
export interface Hearer {
  readonly heard: (payload: string) => void
  /** The connection was lost and is there again: what was notified meanwhile was not heard. */
  readonly missed: () => void
}

/** A database that is heard: notifications of a channel (`pg_notify`), until the returned function is called. */
export interface Hearing extends Database {
  hear(channel: string, hearer: Hearer): Promise<() => Promise<void>>
}
