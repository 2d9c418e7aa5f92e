/** Port: the operational database. One SQL for PGlite (tests), the embedded server and any PostgreSQL. */
export interface Database {
  /** Rows of a statement with `$1`-style parameters. */
  query<Row extends object>(text: string, parameters?: readonly unknown[]): Promise<Row[]>
  /** Runs work in one transaction: committed when it resolves, undone when it throws. */
  transaction<T>(work: (database: Database) => Promise<T>): Promise<T>
  close(): Promise<void>
}
