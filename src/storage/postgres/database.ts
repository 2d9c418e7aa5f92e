/** A value of a row that is copied; jsonb as its text. */
export type Cell = string | number | boolean | null

/**
 * Port: the operational database. One SQL for PGlite (tests), the embedded server and any PostgreSQL.
 * Values come back alike from all of them: `bigint` as a number (it throws above 2^53), `numeric` and `date` as text,
 * `timestamptz` as a `Date`, `jsonb` parsed, `bytea` as bytes. A constraint that refuses throws with its SQLSTATE in `code`.
 */
export interface Database {
  /** Rows of one statement with `$1`-style parameters; one that is named is prepared, once on each connection. */
  query<Row extends object>(text: string, parameters?: readonly unknown[], name?: string): Promise<Row[]>
  /**
   * Brings new rows into a table, for a fraction of what inserting them costs: all of them, or none where one is there
   * already (SQLSTATE 23505) or is refused otherwise. Columns that are not named take their default.
   */
  copy(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void>
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
