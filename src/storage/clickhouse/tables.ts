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
  {
    name: 'cases',
    // One row a case: what happened in it, in order. A generation is one way of telling kinds of events apart; it is
    // dropped whole; in the order of a hash of the keys, so that a range of it is a sample of people. A case is written again when its events change: the latest row counts, and one that says `gone` is none.
    statement: `
CREATE TABLE IF NOT EXISTS cases (
  workspace LowCardinality(String) CODEC(ZSTD(1)),
  generation UInt64 CODEC(ZSTD(1)),
  hash UInt64 CODEC(NONE),
  key String CODEC(ZSTD(1)),
  inferred UInt8 CODEC(ZSTD(1)),
  print UInt64 CODEC(NONE),
  at Array(Int64) CODEC(Delta, ZSTD(1)),
  kind Array(LowCardinality(String)) CODEC(ZSTD(1)),
  derived UInt64 CODEC(ZSTD(1)),
  gone UInt8 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(derived, gone)
PARTITION BY generation
ORDER BY (workspace, generation, hash, key)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 1024`,
  },
  {
    name: 'case_layers',
    // How far each generation has been derived: events up to a place in the order of arrival, and what they were.
    statement: `
CREATE TABLE IF NOT EXISTS case_layers (
  workspace LowCardinality(String),
  generation UInt64,
  properties Array(String),
  seq UInt64,
  events UInt64,
  print UInt64,
  identities UInt64,
  derived UInt64
)
ENGINE = MergeTree ORDER BY (workspace, derived)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  },
  {
    name: 'case_properties',
    // The properties by which the rules of maps tell events apart: those that somebody has asked for.
    statement: `
CREATE TABLE IF NOT EXISTS case_properties (workspace LowCardinality(String), property String)
ENGINE = ReplacingMergeTree ORDER BY (workspace, property)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  },
  {
    name: 'cases-in-seconds',
    // Most instants are whole seconds: divided by what they have in common they take half as much.
    statement: 'ALTER TABLE cases MODIFY COLUMN at Array(Int64) CODEC(GCD, Delta, ZSTD(1))',
  },
  {
    name: 'texts',
    // What people wrote and said, apart from the many events that say nothing, in the order of time: the latest that hold
    // a word are found without reading the others. `said` is the text as it is looked for, its words after one blank each.
    statement: `
CREATE TABLE IF NOT EXISTS texts (
  workspace LowCardinality(String) CODEC(ZSTD(1)),
  ts DateTime64(6, 'UTC') CODEC(Delta, T64, ZSTD(1)),
  id UUID CODEC(NONE),
  identifier String CODEC(ZSTD(1)),
  source LowCardinality(String) CODEC(ZSTD(1)),
  event LowCardinality(String) CODEC(ZSTD(1)),
  channel LowCardinality(String) CODEC(ZSTD(1)),
  properties Array(LowCardinality(String)) CODEC(ZSTD(1)),
  texts Array(String) CODEC(ZSTD(1)),
  said String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYear(ts)
ORDER BY (workspace, ts, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  },
  {
    name: 'text_readings',
    // How far the events were read for texts.
    statement: `
CREATE TABLE IF NOT EXISTS text_readings (workspace LowCardinality(String), up_to Int64, before UInt64, total UInt64)
ENGINE = ReplacingMergeTree ORDER BY workspace
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  },
  {
    name: 'cases_aside',
    // Events on their way into cases, by the part that their case belongs to; a run is dropped whole. Nothing of it is
    // kept, so that nothing is merged, nor on disk for certain.
    statement: `
CREATE TABLE IF NOT EXISTS cases_aside (
  run UInt64,
  part UInt16,
  key String,
  inferred UInt8,
  at Int64 CODEC(Delta, LZ4),
  rank Float64,
  seq UInt64 CODEC(Delta, LZ4),
  kind LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY run
ORDER BY part
SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1`,
  },
  {
    name: 'cases-tied',
    // An event is found again in its case by its instant, and where several share that, by its place in the order of arrival.
    statement: 'ALTER TABLE cases ADD COLUMN IF NOT EXISTS tied Array(UInt64) CODEC(Delta, ZSTD(1)) AFTER kind',
  },
  {
    name: 'case_values',
    // What the events of each case say of one property, apart from all others: whoever asks about one reads nothing else.
    // A row is written again when its case is, and the latest counts; one without events says that none of them has it any more.
    statement: `
CREATE TABLE IF NOT EXISTS case_values (
  workspace LowCardinality(String) CODEC(ZSTD(1)),
  generation UInt64 CODEC(ZSTD(1)),
  property LowCardinality(String) CODEC(ZSTD(1)),
  hash UInt64 CODEC(Delta, ZSTD(1)),
  at Array(Int64) CODEC(GCD, Delta, ZSTD(1)),
  seq Array(UInt64) CODEC(Delta, ZSTD(1)),
  value Array(LowCardinality(String)) CODEC(ZSTD(1)),
  derived UInt64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(derived)
PARTITION BY generation
ORDER BY (workspace, generation, property, hash)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  },
  {
    name: 'values_aside',
    // Values on their way into those rows, as events are into cases.
    statement: `
CREATE TABLE IF NOT EXISTS values_aside (
  run UInt64,
  part UInt16,
  property LowCardinality(String),
  hash UInt64,
  at Int64 CODEC(Delta, LZ4),
  seq UInt64 CODEC(Delta, LZ4),
  value LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY run
ORDER BY part
SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1`,
  },
  {
    name: 'case_layers-valued',
    // Of which properties the values are kept, and how many events there were when they were chosen.
    statement:
      'ALTER TABLE case_layers ADD COLUMN IF NOT EXISTS valued Array(String), ADD COLUMN IF NOT EXISTS chosen UInt64',
  },
  {
    name: 'values_asked',
    // Properties that somebody asked about when their values were not kept yet.
    statement: `
CREATE TABLE IF NOT EXISTS values_asked (workspace LowCardinality(String), property String)
ENGINE = ReplacingMergeTree ORDER BY (workspace, property)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  },
]
