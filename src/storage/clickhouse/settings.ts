import { EngineError } from './engine-error.ts'

/** What one question may take. */
export const CAPS = {
  max_execution_time: 120,
  max_memory_usage: 1_500_000_000,
  max_threads: 4,
  max_result_bytes: 4_000_000_000,
} as const

/** Beyond these, a question goes on through files of the engine's own folder rather than through memory. */
const SPILL = { max_bytes_before_external_group_by: 500_000_000, max_bytes_before_external_sort: 500_000_000 } as const

/** Of the protocol or of a server's housekeeping, without meaning here. */
const IGNORED =
  /^(?:query|query_id|database|user|password|session_id|session_timeout|role|default_format|wait_end_of_query|buffer_size|quota_key|enable_http_compression|compress|decompress|readonly|log_queries|log_comment|async_insert|wait_for_async_insert|cancel_http_readonly_queries_on_client_close|send_progress_in_http_headers|http_headers_progress_interval_ms|http_write_exception_in_output_format|http_.*|add_http_cors_header)$/
/** Settings that shape an answer or an insert, and cannot open a way out of the engine. */
const ADMITTED =
  /^(?:output_format_\w+|input_format_\w+|date_time_\w+|insert_\w+|optimize_\w+|group_by_\w+|join_\w+|max_\w+|min_\w+|distinct_\w+|extremes|use_\w+|enable_\w+|query_plan_\w+|aggregate_functions_null_for_empty|prefer_\w+|mutations_sync|alter_sync|final|do_not_merge_across_partitions_select_final|session_timezone|cast_keep_nullable|any_join_\w+)$/

/** The settings of a request, within the caps; an unknown one is refused by name. */
export const admittedSettings = (asked: Readonly<Record<string, string>>): Record<string, string> => {
  const admitted: Record<string, string> = Object.fromEntries(
    Object.entries({ ...SPILL, ...CAPS }).map(([name, cap]) => [name, String(cap)]),
  )
  for (const [name, value] of Object.entries(asked)) {
    if (IGNORED.test(name)) continue
    if (!ADMITTED.test(name))
      throw new EngineError(452, 'SETTING_CONSTRAINT_VIOLATION', `Setting ${name} should not be changed`)
    const cap = (CAPS as Record<string, number>)[name]
    const number = Number(value)
    admitted[name] = cap === undefined ? value : String(number > 0 && number < cap ? number : cap)
  }
  return admitted
}

/** Those of a request's settings that go with an insert's own statement. */
export const insertSettings = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).filter(([name]) =>
      /^(?:insert_|input_format_|date_time_input_|max_insert_|max_partitions_per_insert_block$)/.test(name),
    ),
  )

/** Those of a block of rows: instants as unix seconds or as text, any number of years, and once for a token. */
export const blockSettings = (token?: string): Record<string, string> => ({
  date_time_input_format: 'basic',
  max_partitions_per_insert_block: '0',
  // One thread parses as fast as the rest of an insert goes, and holds one chunk where several would hold one each.
  input_format_parallel_parsing: '0',
  ...(token && { insert_deduplicate: '1', insert_deduplication_token: token }),
})
