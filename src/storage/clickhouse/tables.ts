/** One step of the analytical engine's tables. Once released its text never changes: its hash is recorded where it ran. */
export interface Migration {
  readonly name: string
  readonly statement: string
}

/**
 * The engine's tables, in order. `events` is partitioned by year, since one block of an old log spans more than a
 * hundred months; the deduplication window makes the token of a repeated block count, which a plain table forgets.
 * Merges take few parts at a time through small buffers, which bounds their memory. Parts are on disk (`fsync`) before an insert is acknowledged, because the log is trimmed after it.
 */
export const migrations: readonly Migration[] = [
  {
    name: 'events',
    statement: `
CREATE TABLE IF NOT EXISTS events (
  id UUID CODEC(NONE),
  workspace LowCardinality(String) CODEC(ZSTD(1)),
  source LowCardinality(String) CODEC(ZSTD(1)),
  ts DateTime64(6, 'UTC') CODEC(Delta, T64, ZSTD(1)),
  received_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
  rank Float64 CODEC(ZSTD(1)),
  seq UInt64 CODEC(Delta, ZSTD(1)),
  identifier String CODEC(ZSTD(1)),
  case_id String CODEC(ZSTD(1)),
  event LowCardinality(String) CODEC(ZSTD(1)),
  channel LowCardinality(String) CODEC(ZSTD(1)),
  channel_inferred UInt8 CODEC(ZSTD(1)),
  party LowCardinality(String) CODEC(ZSTD(1)),
  store LowCardinality(String) CODEC(ZSTD(1)),
  adviser LowCardinality(String) CODEC(ZSTD(1)),
  properties Map(LowCardinality(String), String) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYear(ts)
ORDER BY (workspace, identifier, ts)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1,
  max_parts_to_merge_at_once = 15, max_compress_block_size = 262144, merge_max_block_size_bytes = 2000000`,
  },
  {
    name: 'aggregates',
    statement: `
CREATE TABLE IF NOT EXISTS aggregates (
  id UUID CODEC(NONE),
  workspace LowCardinality(String),
  source LowCardinality(String),
  from_ts DateTime64(6, 'UTC'),
  to_ts DateTime64(6, 'UTC'),
  received_at DateTime64(6, 'UTC'),
  touchpoint LowCardinality(String),
  channel LowCardinality(String),
  store LowCardinality(String),
  count UInt64,
  median_seconds Nullable(Float64),
  satisfaction_n UInt64,
  satisfaction_mean Nullable(Float64)
)
ENGINE = MergeTree
PARTITION BY toYear(from_ts)
ORDER BY (workspace, source, from_ts)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1`,
  },
  {
    name: 'identities',
    statement: `
CREATE TABLE IF NOT EXISTS identities (
  workspace LowCardinality(String),
  identifier String CODEC(ZSTD(1)),
  profile String CODEC(ZSTD(1)),
  formerly String CODEC(ZSTD(1)),
  version UInt64 CODEC(Delta, ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (workspace, identifier, version)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  },
  {
    // The latest of each, in memory, so that an event finds its person while a question reads it.
    name: 'identities-now',
    statement: `
CREATE TABLE IF NOT EXISTS identities_now (
  workspace LowCardinality(String),
  identifier String,
  profile String
)
ENGINE = Join(ANY, LEFT, workspace, identifier)
SETTINGS join_any_take_last_row = 1`,
  },
]
