/** The values of bound parameters by name; lists bind as ClickHouse arrays. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[] | readonly number[]>>

/**
 * Port: the analytical engine, chDB on this machine or a ClickHouse server, reached alike through `@clickhouse/client`.
 * Statements are text written in this project with `{name:Type}` placeholders; people's values are only ever bound.
 */
export interface Analytics {
  /** Rows of an answer, as objects (JSONEachRow; 64-bit integers as strings). A signal that aborts stops the statement in the engine. */
  rows<Row>(statement: string, parameters?: Parameters, signal?: AbortSignal): Promise<Row[]>
  /** An answer as raw bytes in a format of the engine's (`Native`, `RowBinary`, …), streamed. */
  bytes(
    statement: string,
    format: string,
    parameters?: Parameters,
    signal?: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>>
  /** A statement without an answer. */
  run(statement: string, parameters?: Parameters): Promise<void>
  /** Inserts rows already in one of the engine's text formats. `token` makes a repeated insert of the same block harmless. */
  insert(table: string, columns: readonly string[], format: string, bytes: Uint8Array, token?: string): Promise<void>
  close(): Promise<void>
}
